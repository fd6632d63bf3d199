package io.trovex.ingest.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What one key's requests see, whatever store remembers them. */
public abstract class ReservationsContract {
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Answer ANSWER = new Answer(202, "/v1/documents/d", "{\"doc_id\":\"d\"}");

    private Instant now = Instant.parse("2026-11-22T12:00:00.123456789Z");
    private int identities;

    protected abstract Reservations reservations();

    private IdempotentRequests requests() {
        return new IdempotentRequests(reservations(), () -> now);
    }

    private Claim claim(String key, String fingerprint) {
        return requests().claim(new IdempotencyKey(key), fingerprint, () -> new Identity("d" + ++identities, 7), LEASE);
    }

    @Test
    void givesTheFirstAnswerAgain() {
        Claim first = claim("answered", "body");
        requests().answered(new IdempotencyKey("answered"), granted(first), ANSWER);

        assertThat(claim("answered", "body")).isEqualTo(new Claim.Answered(ANSWER));
        assertThat(claim("answered", "other body")).isEqualTo(new Claim.Reused());
    }

    @Test
    void letsOneAttemptThroughAtATime() {
        granted(claim("under way", "body"));

        assertThat(claim("under way", "body")).isEqualTo(new Claim.UnderWay());
        assertThat(claim("under way", "other body")).isEqualTo(new Claim.Reused());
    }

    @Test
    void anAttemptThatFailedIsRepeatedAsTheSameDocument() {
        Reservation first = granted(claim("failed", "body"));
        requests().release(new IdempotencyKey("failed"), first);

        Reservation second = granted(claim("failed", "body"));

        assertThat(second.identity()).isEqualTo(first.identity());
        assertThat(second.holder()).isNotEqualTo(first.holder());
    }

    @Test
    void anAttemptThatDiedIsRepeatedWhenItsLeaseHasEndedAndItsLateAnswerIsVoid() {
        Reservation first = granted(claim("died", "body"));
        now = now.plus(LEASE);

        Reservation second = granted(claim("died", "body"));
        requests().answered(new IdempotencyKey("died"), first, ANSWER);

        assertThat(second.identity()).isEqualTo(first.identity());
        assertThat(claim("died", "body")).isEqualTo(new Claim.UnderWay());
    }

    @Test
    void ofManyAtOnceOneGoesThrough() throws Exception {
        Callable<Claim> attempt =
                () -> requests().claim(new IdempotencyKey("race"), "body", () -> new Identity("d", 7), LEASE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Claim>> claims =
                    threads.invokeAll(Stream.generate(() -> attempt).limit(50).toList());

            assertThat(claims.stream().map(Future::resultNow).filter(Claim.Granted.class::isInstance))
                    .hasSize(1);
        }
    }

    protected static Reservation granted(Claim claim) {
        assertThat(claim).isInstanceOf(Claim.Granted.class);
        return ((Claim.Granted) claim).reservation();
    }
}
