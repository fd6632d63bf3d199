package io.trovex.stage.web;

import io.trovex.stage.threads.Turn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * While as many requests are under way as there are processors, each new one lets those go first that wait already. A
 * virtual thread goes on with its connection's next request as long as its client is quick to send one, and a carrier with
 * what it took up last: with a few such clients, all others would wait for hundreds of milliseconds.
 */
class FairTurns extends OncePerRequestFilter {
    private final int processors = Runtime.getRuntime().availableProcessors();
    private final AtomicInteger running = new AtomicInteger();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (running.incrementAndGet() >= processors) {
            Turn.giveUp();
        }
        try {
            chain.doFilter(request, response);
        } finally {
            running.decrementAndGet();
        }
    }
}
