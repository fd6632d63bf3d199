package io.trovex.embedding.document.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RefusalsTests {
    private final List<String> givenUp = new ArrayList<>();
    private final Refusals refusals = new Refusals(3, givenUp::add);

    @Test
    void aCandidateIsGivenUpOnceForSoManyFailuresInARow() {
        refusals.refused("first");
        refusals.refused("second");
        assertThat(givenUp).isEmpty();

        refusals.refused("third");
        refusals.refused("fourth");

        assertThat(givenUp).containsExactly("third");
    }

    @Test
    void oneSuccessInBetweenStartsTheCountAnew() {
        refusals.refused("first");
        refusals.refused("second");
        refusals.passed();
        refusals.refused("third");

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

    private static GenerationProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("trovex.embedding.build", GenerationProperties.class);
    }
}
