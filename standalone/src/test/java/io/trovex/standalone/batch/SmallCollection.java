package io.trovex.standalone.batch;

import io.trovex.client.Document;
import io.trovex.standalone.sample.SampleCorpus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Documents and what to ask of them. */
public record SmallCollection(String name, List<Document> documents, List<String> queries) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Answers on Stack Exchange, and questions in other words. */
    static SmallCollection stackFaq() {
        return of("stackfaq", resource("/stackfaq/docs.jsonl.gz"), resource("/stackfaq/queries.jsonl.gz"));
    }

    /** A part of the sample, asked for by its titles. */
    public static SmallCollection wikipedia() {
        try (BufferedReader lines = SampleCorpus.open()) {
            List<Document> documents = lines.lines()
                    .limit(400)
                    .map(line -> JSON.readValue(line, Document.class))
                    .toList();
            return new SmallCollection(
                    "wikipedia",
                    documents,
                    documents.stream()
                            .map(document -> String.valueOf(document.title()))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder with {@code docs.jsonl} and {@code queries.jsonl}. */
    static SmallCollection in(Path folder) {
        try {
            return of(
                    folder.getFileName().toString(),
                    Files.readAllLines(folder.resolve("docs.jsonl")),
                    Files.readAllLines(folder.resolve("queries.jsonl")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private static SmallCollection of(String name, List<String> documents, List<String> queries) {
        return new SmallCollection(
                name,
                documents.stream()
                        .map(JSON::readTree)
                        .map(document -> document(name, document))
                        .filter(document -> !document.content().isBlank())
                        .toList(),
                queries.stream()
                        .map(query -> JSON.readTree(query).path("text").asString())
                        .toList());
    }

    private static Document document(String source, JsonNode document) {
        String title = document.path("title").asString("");
        String text = document.path("text").asString("");
        return Document.of(
                document.path("doc_id").asString(),
                title.isBlank() ? null : title,
                text.isBlank() ? title : text,
                source);
    }

    private static List<String> resource(String name) {
        try (InputStream gzip = Objects.requireNonNull(SmallCollection.class.getResourceAsStream(name));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(gzip), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
