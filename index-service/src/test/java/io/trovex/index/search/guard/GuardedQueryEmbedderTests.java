package io.trovex.index.search.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trovex.index.search.DegradedReason;
import io.trovex.index.search.QueryEmbedderUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardedQueryEmbedderTests {
    private static final GuardSettings SETTINGS = new GuardSettings(4, 2, 50, Duration.ofMillis(20), 2);
    private static final String QUERY = "boats";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final AtomicInteger searches = new AtomicInteger();
    private final EmbedderGuards guards = new EmbedderGuards(SETTINGS, meters);
    private final GuardedQueryEmbedder embedder = guards.guard("g1", this::embed);

    @AfterEach
    void stopProbing() {
        guards.close();
    }

    @Test
    void oneThatFailsIsNoLongerAsked() {
        failure.set(unavailable(DegradedReason.EMBEDDER_TIMEOUT));
        fail(DegradedReason.EMBEDDER_TIMEOUT);
        fail(DegradedReason.EMBEDDER_TIMEOUT);

        for (int i = 0; i < 10; i++) {
            fail(DegradedReason.EMBEDDER_UNAVAILABLE);
        }

        assertThat(searches).hasValue(2);
        assertThat(guards.asked()).isEqualTo(Map.of("g1", false));
        assertThat(meters.get("trovex.index.embedder.away").gauge().value()).isEqualTo(1);
        assertThat(outcomes("embedder_timeout")).isGreaterThanOrEqualTo(2);
        assertThat(outcomes("not_asked")).isEqualTo(10);
    }

    @Test
    void itIsAskedAgainOnceProbesAreAnsweredWithoutAnySearch() {
        failure.set(unavailable(DegradedReason.EMBEDDER_UNAVAILABLE));
        fail(DegradedReason.EMBEDDER_UNAVAILABLE);
        fail(DegradedReason.EMBEDDER_UNAVAILABLE);
        assertThat(embedder.isAsked()).isFalse();

        failure.set(null);

        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(embedder::isAsked);
        assertThat(searches).hasValue(2);
        assertThat(embedder.embed(QUERY)).containsExactly(1);
        assertThat(meters.get("trovex.index.embedder.away").gauge().value()).isZero();
    }

    @Test
    void whileItStaysAwaySearchesStayUnasked() {
        failure.set(unavailable(DegradedReason.EMBEDDER_UNAVAILABLE));
        fail(DegradedReason.EMBEDDER_UNAVAILABLE);
        fail(DegradedReason.EMBEDDER_UNAVAILABLE);

        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> outcomes("embedder_unavailable") >= 8);
        fail(DegradedReason.EMBEDDER_UNAVAILABLE);

        assertThat(searches).hasValue(2);
    }

    @Test
    void oneThatIsBusyIsAskedOn() {
        failure.set(unavailable(DegradedReason.EMBEDDER_SATURATED));

        for (int i = 0; i < 10; i++) {
            fail(DegradedReason.EMBEDDER_SATURATED);
        }

        assertThat(searches).hasValue(10);
        assertThat(embedder.isAsked()).isTrue();
    }

    @Test
    void anyFailureIsUnavailability() {
        failure.set(new IllegalStateException("a poisoned model"));

        fail(DegradedReason.EMBEDDER_UNAVAILABLE);
    }

    @Test
    void aReleasedGenerationIsForgotten() {
        guards.release("g1");

        assertThat(guards.asked()).isEmpty();
        assertThat(meters.find("trovex.index.embedder.away").gauge()).isNull();
    }

    private float[] embed(String query) {
        if (query.equals(QUERY)) {
            searches.incrementAndGet();
        }
        RuntimeException thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
        return new float[] {1};
    }

    private void fail(DegradedReason expected) {
        assertThatThrownBy(() -> embedder.embed(QUERY))
                .isInstanceOfSatisfying(
                        QueryEmbedderUnavailableException.class,
                        unavailable -> assertThat(unavailable.reason()).isEqualTo(expected));
    }

    private long outcomes(String outcome) {
        return meters.find("trovex.index.query.vector").tag("outcome", outcome).timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    private static QueryEmbedderUnavailableException unavailable(DegradedReason reason) {
        return new QueryEmbedderUnavailableException(reason, "on purpose", null);
    }
}
