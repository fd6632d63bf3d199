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
        assertThat(end(Duration.ofHours(1), "b")).as("nothing returns to it").isEmpty();
        decide("b", GenerationAction.PROMOTE);

        assertThat(end(Duration.ofHours(1), "a")).hasValue(NOON.plusSeconds(5).plus(Duration.ofHours(1)));
    }

    @Test
    void withoutAWindowItStays() {
        promoteB();

        assertThat(end(Duration.ZERO, "a")).isEmpty();
    }

    private Optional<Instant> end(Duration window, String id) {
        return new RollbackWindow(new RollbackProperties(window))
                .end(all.find(id).orElseThrow(), all);
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
