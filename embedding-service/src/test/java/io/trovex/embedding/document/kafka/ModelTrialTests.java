package io.trovex.embedding.document.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trovex.stage.DependencyUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ModelTrialTests {
    private final List<String> givenUp = new ArrayList<>();
    private Optional<String> objection = Optional.empty();
    private long now;
    private final ModelTrial trial = new ModelTrial(() -> objection, 3, givenUp::add, () -> now);

    @Test
    void aModelIsGivenUpOnceForSoManyRefusedDocumentsInARow() {
        trial.refused("first");
        trial.refused("second");
        assertThat(givenUp).isEmpty();

        trial.refused("third");
        trial.refused("fourth");

        assertThat(givenUp).containsExactly("third");
    }

    @Test
    void oneDocumentThatPassesStartsTheCountAnew() {
        trial.refused("first");
        trial.refused("second");
        trial.passed();
        trial.refused("third");

        assertThat(givenUp).isEmpty();
    }

    @Test
    void theDocumentIsToBlameWhileTheGoldenSentencesPass() {
        assertThatCode(this::documentFails).doesNotThrowAnyException();
        assertThat(givenUp).isEmpty();
    }

    @Test
    void theModelIsToBlameWhenItsGoldenSentencesFailWhateverPassesBeside() {
        objection = Optional.of("not a number");
        for (int check = 1; check <= 3; check++) {
            assertThat(givenUp).isEmpty();
            now += Duration.ofSeconds(1).toNanos();
            for (int document = 0; document < 64; document++) {
                assertThatThrownBy(this::documentFails)
                        .isInstanceOf(DependencyUnavailableException.class)
                        .hasMessageContaining("not a number");
            }
            trial.passed();
        }
        assertThat(givenUp).containsExactly("not a number");
    }

    @Test
    void goldenSentencesThatPassAgainStartTheCountAnew() {
        for (String each : List.of("one", "two", "", "three")) {
            now += Duration.ofSeconds(1).toNanos();
            objection = Optional.of(each).filter(reason -> !reason.isEmpty());
            try {
                documentFails();
            } catch (DependencyUnavailableException _) {
                // as it should
            }
        }
        assertThat(givenUp).isEmpty();
    }

    @Test
    void everyPropertyArrives() {
        GenerationProperties defaults = bind(Map.of());
        assertThat(defaults).isEqualTo(new GenerationProperties(0.5, 20));

        GenerationProperties properties =
                bind(Map.of("trovex.embedding.build.share", "0.25", "trovex.embedding.build.failures", "5"));
        assertThat(properties).isEqualTo(new GenerationProperties(0.25, 5));
    }

    private void documentFails() {
        trial.requireSound(new IllegalStateException("inference failed"));
    }

    private static GenerationProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("trovex.embedding.build", GenerationProperties.class);
    }
}
