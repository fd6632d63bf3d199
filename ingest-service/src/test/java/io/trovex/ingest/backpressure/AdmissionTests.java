package io.trovex.ingest.backpressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdmissionTests {
    private static final Watermarks MARKS = new Watermarks(10, 2, Duration.ZERO);

    private OptionalLong read = OptionalLong.of(0);
    private long next;
    private final Gate gate = new Gate(MARKS, () -> Instant.EPOCH);
    private final Admission admission = new Admission(
            gate,
            new DrainRate(Duration.ofSeconds(10)),
            new RetryAfter(MARKS.low(), () -> 0),
            ends -> read.isEmpty()
                    ? read
                    : OptionalLong.of(read.getAsLong() + Math.max(0, ends.getOrDefault(0, 0L) - next)));

    @Test
    void aBurstThatTheLedgerHasNotSeenIsCounted() {
        int accepted = 0;
        while (admission.refusal().isEmpty()) {
            admission.sending();
            admission.sent(0, accepted++);
        }

        assertThat(accepted).isEqualTo(10);
    }

    @Test
    void whatIsOnItsWayIsCounted() {
        for (int i = 0; i < 10; i++) {
            assertThat(admission.refusal()).isEmpty();
            admission.sending();
        }

        assertThat(admission.refusal()).contains(Duration.ofSeconds(60));
        assertThat(admission.inFlight()).hasValue(10);
    }

    @Test
    void whatTheLogDidNotTakeIsNotCounted() {
        admission.sending();
        admission.failed();

        assertThat(admission.inFlight()).hasValue(0);
    }

    @Test
    void whatTheLedgerHasReadIsCountedOnce() {
        admission.sending();
        admission.sent(0, 4);
        assertThat(admission.inFlight()).hasValue(5);

        next = 5;
        read = OptionalLong.of(1);

        assertThat(admission.inFlight()).hasValue(1);
    }

    @Test
    void acceptsAgainBelowTheLowMark() {
        read = OptionalLong.of(10);
        assertThat(admission.refusal()).isPresent();
        read = OptionalLong.of(3);
        assertThat(admission.refusal()).isPresent();
        read = OptionalLong.of(2);

        assertThat(admission.refusal()).isEmpty();
    }

    @Test
    void whileNobodyKnowsTheDepthTheGateStaysAsItIs() {
        read = OptionalLong.empty();
        assertThat(admission.refusal()).isEmpty();
        read = OptionalLong.of(10);
        assertThat(admission.refusal()).isPresent();
        read = OptionalLong.empty();

        assertThat(admission.refusal()).contains(Duration.ofSeconds(60));
        assertThat(admission.inFlight()).isEmpty();
    }

    @Test
    void manyAtOncePassTheMarkByNoMoreThanTheirNumber() {
        int clients = 8;
        AtomicLong offsets = new AtomicLong();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < clients; i++) {
                threads.execute(() -> {
                    while (admission.refusal().isEmpty()) {
                        admission.sending();
                        admission.sent(0, offsets.getAndIncrement());
                    }
                });
            }
        }

        // what has just been sent counts twice for a moment
        assertThat(offsets.get()).isBetween(10L - clients, 10L + clients);
    }
}
