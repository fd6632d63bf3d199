package io.trovex.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class SampleTests {

    @ParameterizedTest
    @MethodSource("valid")
    void everySampleIsValidAndSurvivesItsRecord(EventType type, Path sample) {
        JsonNode json = EventSchemas.MAPPER.readTree(sample);

        assertThat(EventSchemas.errors(type, json)).isEmpty();
        Event event = EventSchemas.MAPPER.treeToValue(json, type.event());
        assertThat(EventSchemas.tree(event)).isEqualTo(json);
        assertThat(EventType.of(event)).isEqualTo(type);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void everyInvalidSampleIsRefused(EventType type, Path sample) {
        assertThat(EventSchemas.errors(type, EventSchemas.MAPPER.readTree(sample)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyEventHasSamplesOfBothKinds(EventType type) {
        assertThat(samples("sample")).anyMatch(sample -> typeOf(sample) == type);
        assertThat(samples("sample/invalid")).anyMatch(sample -> typeOf(sample) == type);
    }

    static Stream<Arguments> valid() {
        return samples("sample").map(SampleTests::argument);
    }

    static Stream<Arguments> invalid() {
        return samples("sample/invalid").map(SampleTests::argument);
    }

    private static Arguments argument(Path sample) {
        return argumentSet(String.valueOf(sample.getFileName()), typeOf(sample), sample);
    }

    /** A sample is named {@code <event>[.<what is special>].json}. */
    private static EventType typeOf(Path sample) {
        String name = String.valueOf(sample.getFileName()).split("\\.", 2)[0];
        return Arrays.stream(EventType.values())
                .filter(type -> type.name().equals(name.toUpperCase(Locale.ROOT).replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no event for sample " + sample));
    }

    private static Stream<Path> samples(String folder) {
        try {
            Path directory = Path.of(
                    Objects.requireNonNull(Schemas.class.getResource("/contracts/" + folder), "folder of samples")
                            .toURI());
            try (Stream<Path> files = Files.list(directory)) {
                return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
            }
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
