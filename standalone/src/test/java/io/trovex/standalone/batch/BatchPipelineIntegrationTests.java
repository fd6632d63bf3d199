package io.trovex.standalone.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.Violation;
import io.trovex.index.search.SearchHit;
import io.trovex.index.search.SearchMode;
import io.trovex.index.search.SearchRequest;
import io.trovex.standalone.PipelineSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchPipelineIntegrationTests {
    @TempDir
    Path directory;

    @Test
    void goesOnPastBadLinesAndSaysWhyTheyStayedOut() throws IOException {
        List<LineResult> results = new ArrayList<>();

        BatchSummary summary = run(results, """
                {"doc_id": "owl", "content": "The owl hunts at night."}
                {"doc_id": "blank", "content": "  "}
                no json

                {"doc_id": "odd", "content": "Fine.", "timestamp": "2999-01-01T00:00:00Z"}
                """);

        assertThat(summary.accepted()).isEqualTo(1);
        assertThat(summary.rejected()).isEqualTo(3);
        assertThat(results).extracting(LineResult::line).containsExactly(1L, 2L, 3L, 5L);
        assertThat(results.get(3).violations()).extracting(Violation::field).containsExactly("timestamp");
        assertThat(Files.readAllLines(directory.resolve("rejected.jsonl"))).hasSize(3);
    }

    @Test
    void appliesTheLinesInTheirOrder() throws IOException {
        run(new ArrayList<>(), """
                {"doc_id": "a", "content": "The first text speaks of owls."}
                {"doc_id": "b", "content": "Owls will be gone."}
                {"doc_id": "a", "content": "The second text speaks of owls."}
                {"operation": "delete", "doc_id": "b"}
                """);

        try (BatchPipeline again = BatchPipeline.open(directory, PipelineSettings.DEFAULT_MODEL)) {
            List<SearchHit> hits = again.search(SearchRequest.of("owls", SearchMode.KEYWORD, 10))
                    .hits();
            assertThat(hits).singleElement().satisfies(hit -> {
                assertThat(hit.docId()).isEqualTo("a");
                assertThat(Objects.requireNonNull(hit.passage()).text()).startsWith("The second");
            });
        }
    }

    private BatchSummary run(List<LineResult> results, String lines) throws IOException {
        try (BatchPipeline loop = BatchPipeline.open(directory, PipelineSettings.DEFAULT_MODEL)) {
            return loop.run(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), results::add);
        }
    }
}
