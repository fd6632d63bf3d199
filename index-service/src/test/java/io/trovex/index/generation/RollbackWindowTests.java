package io.trovex.index.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.GenerationAction;
import io.trovex.contracts.GenerationDecided;
import io.trovex.contracts.GenerationSpec;
import io.trovex.stage.generation.Generations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RollbackWindowTests {
    private static final GenerationSpec SPEC = new GenerationSpec("model", 4, 192, 0.15, GenerationSpec.ENGLISH);
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private static final Duration CANDIDATES = Duration.ofDays(7);

    private Generations all = Generations.NONE;

    @Test
    void theReplacedOneStaysForADayFromItsReplacement() {
        promoteB();

        assertThat(end(Duration.ofHours(24), "a")).hasValue(NOON.plusSeconds(3).plus(Duration.ofHours(24)));
        assertThat(end(Duration.ofHours(24), "b")).isEmpty();
    }

    @Test
    void aSecondPromotionCountsFromItself() {
        promoteB();
        decide("b", GenerationAction.ROLLBACK);
        assertThat(end(Duration.ofHours(1), "b"))
                .as("it may be mended and promoted again, for a while")
                .hasValue(NOON.plusSeconds(4).plus(Duration.ofHours(1)));
        decide("b", GenerationAction.PROMOTE);

        assertThat(end(Duration.ofHours(1), "a")).hasValue(NOON.plusSeconds(5).plus(Duration.ofHours(1)));
    }

    @Test
    void withoutAWindowItStays() {
        promoteB();

        assertThat(end(Duration.ZERO, "a")).isEmpty();
    }

    @Test
    void oneThatNothingReturnsToEndsWithItsOwnWindow() {
        promoteB();
        decide("c", GenerationAction.CREATE);
        decide("c", GenerationAction.READY);
        decide("c", GenerationAction.PROMOTE);

        assertThat(all.previous()).isEqualTo("b");
        assertThat(end(Duration.ofHours(1), "a")).hasValue(NOON.plusSeconds(3).plus(Duration.ofHours(1)));
        assertThat(end(Duration.ofHours(1), "b")).hasValue(NOON.plusSeconds(6).plus(Duration.ofHours(1)));
    }

    @Test
    void aCandidateThatNobodyPromotesEndsTooButNotWhileItIsTried() {
        promoteB();
        decide("c", GenerationAction.CREATE);
        assertThat(end(Duration.ZERO, "c")).as("it is being built").isEmpty();
        decide("c", GenerationAction.READY);
        assertThat(end(Duration.ZERO, "c")).hasValue(NOON.plusSeconds(5).plus(CANDIDATES));
        decide("c", GenerationAction.CANARY);
        assertThat(end(Duration.ZERO, "c")).isEmpty();
        decide("c", GenerationAction.ROLLBACK);

        assertThat(end(Duration.ZERO, "c")).hasValue(NOON.plusSeconds(7).plus(CANDIDATES));
    }

    private Optional<Instant> end(Duration window, String id) {
        return new RollbackWindow(new RollbackProperties(window, CANDIDATES))
                .end(all.find(id).orElseThrow());
    }

    private void promoteB() {
        decide("a", GenerationAction.BOOTSTRAP);
        decide("b", GenerationAction.CREATE);
        decide("b", GenerationAction.READY);
        decide("b", GenerationAction.PROMOTE);
    }

    private void decide(String id, GenerationAction action) {
        boolean begins = action == GenerationAction.BOOTSTRAP || action == GenerationAction.CREATE;
        all = all.after(new GenerationDecided(
                "0",
                id,
                action,
                all.revision(),
                begins ? SPEC : null,
                "test",
                null,
                List.of(),
                NOON.plusSeconds(all.revision())));
    }
}
