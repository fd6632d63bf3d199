package io.trovex.benchmarks.relevance;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A corpus with queries and judgments, read from a folder: {@code docs.jsonl} or {@code docs.jsonl.gz} (doc_id, title,
 * text), {@code queries.jsonl} (query_id, text) and {@code qrels.tsv} (query, document, grade).
 *
 * @param judgments grade by document by query; an unjudged document counts as not relevant
 */
public record TestCollection(
        String name, List<Doc> documents, List<Query> queries, Map<String, Map<String, Integer>> judgments) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A document of the corpus. */
    public record Doc(
            @JsonProperty("doc_id") String docId,
            @JsonProperty("title") @Nullable String title,

            @JsonProperty("text") @JsonAlias("content") @Nullable
            String text) {

        /** The text, or the title where there is none: no pipeline takes a blank body. */
        public String body() {
            return hasText() ? String.valueOf(text) : title == null ? "" : title;
        }

        /** The title, unless it serves as the body. */
        @Nullable
        String titleBesideText() {
            return hasText() ? title : null;
        }

        /** Some old collections hold records without a word. */
        public boolean blank() {
            return body().isBlank();
        }

        private boolean hasText() {
            return text != null && !text.isBlank();
        }
    }

    /** What somebody looked for. */
    public record Query(
            @JsonProperty("query_id") String queryId,
            @JsonProperty("text") String text) {}

    /**
     * @throws UncheckedIOException if a file is missing or cannot be read
     * @throws IllegalArgumentException if no document has a text, which then probably has another name
     */
    public static TestCollection read(Path folder) {
        Path plain = folder.resolve("docs.jsonl");
        Path documents = Files.exists(plain) ? plain : folder.resolve("docs.jsonl.gz");
        List<Doc> docs = lines(documents, line -> JSON.readValue(line, Doc.class));
        if (docs.stream().noneMatch(Doc::hasText)) {
            throw new IllegalArgumentException("no document in " + documents + " has a text");
        }
        return new TestCollection(
                String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
                docs,
                lines(folder.resolve("queries.jsonl"), line -> JSON.readValue(line, Query.class)),
                judgments(folder.resolve("qrels.tsv")));
    }

    private static Map<String, Map<String, Integer>> judgments(Path file) {
        Map<String, Map<String, Integer>> judgments = new HashMap<>();
        for (String[] row : lines(file, line -> line.split("\t"))) {
            judgments.computeIfAbsent(row[0], _ -> new HashMap<>()).put(row[1], Integer.parseInt(row[2].strip()));
        }
        return judgments;
    }

    private static <T> List<T> lines(Path file, Function<String, T> parse) {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).map(parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
