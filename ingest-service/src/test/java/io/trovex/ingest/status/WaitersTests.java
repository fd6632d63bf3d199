package io.trovex.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitersTests {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration MOMENT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final InMemoryDocumentLives lives = new InMemoryDocumentLives();
    private final Waiters waiters = new Waiters(lives);

    @Test
    void isToldOfItsVersion() throws InterruptedException {
        try (Waiter waiter = waiters.expect("d", 2)) {
            waiter.sent(7);
            waiters.settled(life(2, 7, Status.INDEXED));

            assertThat(status(waiter, LONG)).hasValue(Status.INDEXED);
        }
    }

    @Test
    void isToldOfAVersionThatSettledBeforeItsOffsetWasKnown() throws InterruptedException {
        try (Waiter waiter = waiters.expect("d", 2)) {
            waiters.settled(life(2, 7, Status.REJECTED));
            waiter.sent(7);

            assertThat(status(waiter, LONG)).hasValue(Status.REJECTED);
        }
    }

    @Test
    void doesNotTakeAnEarlierSubmissionOfTheSameVersionForItsOwn() throws InterruptedException {
        try (Waiter waiter = waiters.expect("d", 2)) {
            waiters.settled(life(2, 3, Status.INDEXED));
            waiter.sent(7);
            waiters.settled(life(2, 3, Status.INDEXED));

            assertThat(status(waiter, MOMENT)).isEmpty();
        }
    }

    @Test
    void isNotMovedByOtherVersionsOrStepsOnTheWay() throws InterruptedException {
        try (Waiter waiter = waiters.expect("d", 2)) {
            waiter.sent(7);
            waiters.settled(life(1, 1, Status.INDEXED));
            waiters.settled(life(3, 9, Status.INDEXED));
            waiters.settled(life(2, 7, Status.EMBEDDED));
            waiters.settled(DocumentLife.reached("e", 2, 7, Map.of(Status.INDEXED, NOON), null));

            assertThat(status(waiter, MOMENT)).isEmpty();
        }
    }

    @Test
    void looksIntoTheStoreWhenTheMessageWasLost() throws InterruptedException {
        try (Waiter waiter = waiters.expect("d", 2)) {
            waiter.sent(7);
            lives.merge(List.of(life(2, 7, Status.DELETED)));

            assertThat(status(waiter, MOMENT)).hasValue(Status.DELETED);
        }
    }

    @Test
    void isSupersededOnceANewerVersionIsSettledInTheStore() throws InterruptedException {
        try (Waiter waiter = waiters.expect("d", 2)) {
            waiter.sent(7);
            lives.merge(List.of(life(3, 9, Status.INDEXED)));

            assertThat(waiter.await(Instant.now().plus(MOMENT))).hasValueSatisfying(life -> {
                assertThat(life.status()).isEqualTo(Status.SUPERSEDED);
                assertThat(life.version()).isEqualTo(2);
            });
        }
    }

    @Test
    void isNotSupersededByANewerVersionThatFailed() throws InterruptedException {
        try (Waiter waiter = waiters.expect("d", 2)) {
            waiter.sent(7);
            lives.merge(List.of(life(3, 9, Status.REJECTED)));

            assertThat(status(waiter, MOMENT)).isEmpty();
        }
    }

    @Test
    void waitsOnWhileTheStoreIsAway() throws InterruptedException {
        lives.away(true);
        try (Waiter waiter = waiters.expect("d", 2)) {
            waiter.sent(7);

            assertThat(status(waiter, MOMENT)).isEmpty();
        }
    }

    @Test
    void nothingIsKeptOfThoseWhoLeft() {
        Waiter one = waiters.expect("d", 1);
        Waiter two = waiters.expect("d", 1);
        one.close();
        assertThat(waiters.isEmpty()).isFalse();
        two.close();
        two.close();

        assertThat(waiters.isEmpty()).isTrue();
    }

    private static Optional<Status> status(Waiter waiter, Duration patience) throws InterruptedException {
        return waiter.await(Instant.now().plus(patience)).map(DocumentLife::status);
    }

    private static DocumentLife life(long version, long offset, Status status) {
        return DocumentLife.reached("d", version, offset, Map.of(status, NOON), null);
    }
}
