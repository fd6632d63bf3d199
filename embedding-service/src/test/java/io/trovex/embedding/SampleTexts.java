package io.trovex.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Passages of Wikipedia, many with foreign scripts; {@code texts.SOURCE.md} says whose. */
public final class SampleTexts {
    private static final List<String> TEXTS = read();

    private SampleTexts() {}

    public static List<String> all() {
        return TEXTS;
    }

    private static List<String> read() {
        JsonMapper mapper = JsonMapper.builder().build();
        try (InputStream texts = SampleTexts.class.getResourceAsStream("/texts.jsonl")) {
            return new String(texts.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> mapper.readTree(line).path("text").asString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
