package io.trovex.stage.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Each request waits behind those that came before it. A virtual thread goes on with its connection's next request as long as
 * its client is quick to send one: with a few such clients, all others would wait for hundreds of milliseconds.
 */
class FairTurns extends OncePerRequestFilter {
    @Override
    @SuppressWarnings("ThreadPriorityCheck") // a virtual thread that yields is queued, which is the point
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (Thread.currentThread().isVirtual()) {
            Thread.yield();
        }
        chain.doFilter(request, response);
    }
}
