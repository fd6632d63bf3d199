package io.trovex.index.search.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.trovex.contracts.QueryAttributes;
import io.trovex.contracts.SearchPerformed;
import io.trovex.contracts.Topics;
import io.trovex.index.IndexMeter;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.filter.WrittenFilter;
import io.trovex.index.search.SearchHit;
import io.trovex.index.search.SearchRequest;
import io.trovex.index.search.SearchResponse;
import io.trovex.stage.EventSender;
import io.trovex.stage.generation.kafka.GenerationLog;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes every answered search to {@code search.queries} while the answer is already on its way: a search never waits
 * for the log nor fails with it.
 */
@Component
class SearchLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SearchLog.class);
    private static final int MOST_WAITING = 1_000;

    /** Nobody waits for a record, and the broker takes many in one request. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    private final EventSender events;
    private final GenerationLog generations;
    private final Tracer tracer;
    private final Clock clock;
    private final Counter unlogged;

    /** While the broker is away each send blocks for seconds; further searches then go unlogged. */
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    SearchLog(EventSender events, GenerationLog generations, Tracer tracer, Clock clock, MeterRegistry meters) {
        this.events = events.gathering("trovex-search-log", GATHERING);
        this.generations = generations;
        this.tracer = tracer;
        this.clock = clock;
        this.unlogged = IndexMeter.UNLOGGED_SEARCHES.counter(meters);
    }

    void add(SearchRequest request, @Nullable String clientId, SearchResponse response) {
        if (!waiting.tryAcquire()) {
            unlogged.increment();
            return;
        }
        SearchPerformed event;
        try {
            event = event(request, clientId, response);
        } catch (RuntimeException e) {
            unlogged(e);
            return;
        }
        Span span = tracer.currentSpan();
        Thread.ofVirtual().name("search-log").start(() -> send(event, span));
    }

    private void unlogged(Throwable failure) {
        waiting.release();
        unlogged.increment();
        LOG.atWarn().addKeyValue("reason", failure.getMessage()).log("a search was not logged");
    }

    private SearchPerformed event(SearchRequest request, @Nullable String clientId, SearchResponse response) {
        return new SearchPerformed(
                response.queryId(),
                clientId,
                request.text(),
                attributes(request),
                clock.instant(),
                response.hits().stream().map(SearchHit::docId).toList(),
                response.generation(),
                response.model(),
                generations.generations().modelVersion(response.generation()).orElse(null),
                response.variant().wireName(),
                response.share(),
                SearchRules.wireName(response.mode()),
                response.degraded(),
                response.degradedReason() == null
                        ? null
                        : response.degradedReason().wireName(),
                response.fallback() == null ? null : response.fallback().wireName(),
                response.tookMs());
    }

    private static @Nullable QueryAttributes attributes(SearchRequest request) {
        boolean isFiltered = !request.filter().equals(DocumentFilter.NONE);
        return isFiltered || request.moreLike() != null
                ? new QueryAttributes(isFiltered ? WrittenFilter.of(request.filter()) : null, request.moreLike())
                : null;
    }

    private void send(SearchPerformed event, @Nullable Span span) {
        try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
            var _ = events.send(Topics.SEARCH_QUERIES, event, "index").whenComplete((_, failure) -> {
                if (failure == null) {
                    waiting.release();
                } else {
                    unlogged(failure);
                }
            });
        }
    }

    @Override
    public void close() {
        events.close();
    }
}
