package io.trovex.benchmarks;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.client.Document;
import io.trovex.standalone.sample.SampleCorpus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Documents to measure with: real text, from a file or the bundled sample. */
public final class Corpus {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Line(
            @JsonProperty("doc_id") String docId,
            @JsonProperty("title") @Nullable String title,
            @JsonProperty("content") @JsonAlias("text") String content) {}

    private Corpus() {}

    /** @param file NDJSON, gzipped if its name ends in {@code .gz}; the sample when absent */
    public static List<Document> read(@Nullable Path file, int limit) throws IOException {
        try (BufferedReader lines = open(file)) {
            return lines.lines()
                    .map(line -> JSON.readValue(line, Line.class))
                    .filter(line -> !line.content().isBlank())
                    .limit(limit)
                    .map(line -> Document.of(line.docId(), line.title(), line.content(), "benchmark"))
                    .toList();
        }
    }

    private static BufferedReader open(@Nullable Path file) throws IOException {
        if (file == null) {
            return SampleCorpus.open();
        }
        InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
