package io.trovex.index.search.guard;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.index.IndexMeter;
import io.trovex.index.search.DegradedReason;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.QueryEmbedderUnavailableException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops asking an embedder that fails, so that searches do not wait one after the other for what is away. While it is
 * not asked, a thread of its own probes it: no search pays for finding out that it is still away. One that merely has
 * too much to do does not count as failing.
 */
public final class GuardedQueryEmbedder implements QueryEmbedder, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedQueryEmbedder.class);

    private final String generation;
    private final QueryEmbedder embedder;
    private final GuardSettings settings;
    private final MeterRegistry meters;
    private final CircuitBreaker breaker;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param generation whose model it is, for the log and the meters */
    public GuardedQueryEmbedder(
            String generation, QueryEmbedder embedder, GuardSettings settings, MeterRegistry meters) {
        this.generation = generation;
        this.embedder = embedder;
        this.settings = settings;
        this.meters = meters;
        this.breaker = CircuitBreaker.of(generation, rules(settings));
        breaker.getEventPublisher().onStateTransition(event -> changed(event.getStateTransition()));
    }

    private static CircuitBreakerConfig rules(GuardSettings settings) {
        return CircuitBreakerConfig.custom()
                .slidingWindow(settings.window(), settings.minimumCalls(), SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(settings.failurePercent())
                .permittedNumberOfCallsInHalfOpenState(settings.probes())
                .ignoreException(GuardedQueryEmbedder::isMerelyBusy)
                .build();
    }

    private static boolean isMerelyBusy(Throwable failure) {
        return failure instanceof QueryEmbedderUnavailableException unavailable
                && unavailable.reason() == DegradedReason.EMBEDDER_SATURATED;
    }

    /** Whether searches ask it. */
    public boolean isAsked() {
        return breaker.getState() == State.CLOSED;
    }

    @Override
    public float[] embed(String query) {
        if (!isAsked()) {
            IndexMeter.QUERY_VECTOR
                    .timer(meters, "generation", generation, "outcome", "not_asked")
                    .record(0, TimeUnit.NANOSECONDS);
            throw notAsked(null);
        }
        return measured(query);
    }

    private float[] measured(String query) {
        long start = System.nanoTime();
        String outcome = "failed";
        try {
            float[] vector = breaker.executeSupplier(() -> embedder.embed(query));
            outcome = "answered";
            return vector;
        } catch (QueryEmbedderUnavailableException e) {
            outcome = e.reason().wireName();
            throw e;
        } catch (CallNotPermittedException e) {
            outcome = "not_asked";
            throw notAsked(e);
        } catch (RuntimeException e) {
            throw new QueryEmbedderUnavailableException(DegradedReason.EMBEDDER_UNAVAILABLE, "the embedder failed", e);
        } finally {
            IndexMeter.QUERY_VECTOR
                    .timer(meters, "generation", generation, "outcome", outcome)
                    .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    private static QueryEmbedderUnavailableException notAsked(@Nullable Throwable cause) {
        return new QueryEmbedderUnavailableException(
                DegradedReason.EMBEDDER_UNAVAILABLE, "the embedder failed too often a moment ago", cause);
    }

    private void changed(StateTransition transition) {
        if (transition == StateTransition.CLOSED_TO_OPEN) {
            LOG.atWarn()
                    .addKeyValue("generation", generation)
                    .addKeyValue("failure_percent", breaker.getMetrics().getFailureRate())
                    .log("the query embedder is not asked until it answers again");
            Thread.ofVirtual().name("embedder-probe-" + generation).start(this::probeUntilItAnswers);
        } else if (breaker.getState() == State.CLOSED) {
            LOG.atInfo().addKeyValue("generation", generation).log("the query embedder answers again");
        }
    }

    private void probeUntilItAnswers() {
        try {
            for (long probe = 0; !closed.get() && !isAsked(); ) {
                Thread.sleep(settings.pause());
                breaker.transitionToHalfOpenState();
                while (breaker.getState() == State.HALF_OPEN && !closed.get()) {
                    probe(++probe);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Another text each time: a remembered vector would prove nothing. */
    private void probe(long number) {
        try {
            measured("is anybody there, asks probe " + number);
        } catch (RuntimeException e) {
            LOG.atDebug()
                    .addKeyValue("generation", generation)
                    .addKeyValue("reason", e.getMessage())
                    .log("the query embedder is still away");
        }
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
