package io.trovex.stage.replay.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.Generation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayInputTests {
    private static final Generation CONFIGURED = new Generation("g1-a", "a", 4);
    private static final Generation SERVING = new Generation("g2-b.5", "b.5", 4);

    @Test
    void whileTheConfiguredGenerationServesItsStagesBearNoName() {
        List<Generation> current = List.of(CONFIGURED, SERVING);

        assertThat(ReplayInput.of("index", current, CONFIGURED))
                .contains(new ReplayInput("index", "documents.embedded.g1-a"));
        assertThat(ReplayInput.of("embedding", current, CONFIGURED))
                .contains(new ReplayInput("embedding", "documents.validated"));
        assertThat(ReplayInput.of("index.g1-a", current, CONFIGURED))
                .contains(new ReplayInput("index", "documents.embedded.g1-a"));
        assertThat(ReplayInput.of("embedding.g2-b.5", current, CONFIGURED))
                .contains(new ReplayInput("embedding.g2-b.5", "documents.validated"));
    }

    @Test
    void afterAPromotionTheStagesAreThoseOfTheNewOne() {
        List<Generation> current = List.of(SERVING, CONFIGURED);

        assertThat(ReplayInput.of("index", current, CONFIGURED))
                .contains(new ReplayInput("index.g2-b.5", "documents.embedded.g2-b.5"));
        assertThat(ReplayInput.of("index.g1-a", current, CONFIGURED))
                .contains(new ReplayInput("index", "documents.embedded.g1-a"));
        assertThat(ReplayInput.of("validation", current, CONFIGURED))
                .contains(new ReplayInput("validation", "documents.submitted"));
    }

    @Test
    void nothingElseIsAStage() {
        for (String name : List.of("", ".", "ingest", "index.", "index.g3", "embedding.g3", "validation.g1-a")) {
            assertThat(ReplayInput.of(name, List.of(CONFIGURED), CONFIGURED))
                    .as(name)
                    .isEqualTo(Optional.empty());
        }
    }
}
