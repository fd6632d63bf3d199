package io.trovex.benchmarks.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCollectionTests {
    @TempDir
    private Path folder;

    @Test
    void aBodyIsCalledTextOrContent() throws IOException {
        write("""
                {"doc_id": "1", "title": "Seas", "text": "Warm water rises."}
                {"doc_id": "2", "title": "Winds", "content": "Cold air sinks."}
                """);

        assertThat(TestCollection.read(folder).documents())
                .extracting(TestCollection.Doc::body)
                .containsExactly("Warm water rises.", "Cold air sinks.");
    }

    @Test
    void aCollectionWithoutAnyTextIsRefused() throws IOException {
        write("{\"doc_id\": \"1\", \"title\": \"Seas\", \"body\": \"Warm water rises.\"}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestCollection.read(folder))
                .withMessageContaining("has a text");
    }

    private void write(String documents) throws IOException {
        Files.writeString(folder.resolve("docs.jsonl"), documents);
        Files.writeString(folder.resolve("queries.jsonl"), "{\"query_id\": \"q\", \"text\": \"water\"}");
        Files.writeString(folder.resolve("qrels.tsv"), "q\t1\t1");
    }
}
