package io.trovex.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.client.Document;
import io.trovex.client.SearchQuestion;
import io.trovex.client.TrovexClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineProcessIntegrationTests {
    private static final int DOCUMENTS = 200;

    @TempDir
    Path data;

    @Test
    void losesNothingAndLeavesNoRedisWhenKilled() throws Exception {
        // Given: every document is accepted, not all are indexed yet
        try (PipelineProcess first = PipelineProcess.start(data)) {
            assertThat(new TrovexClient(first.url()).submit(documents(), false)).allMatch(item -> item.status() == 202);
            ProcessHandle redis = redis();

            // When
            first.kill();

            // Then
            await().atMost(Duration.ofSeconds(5)).until(() -> !redis.isAlive());
        }

        try (PipelineProcess second = PipelineProcess.start(data)) {
            TrovexClient reader = new TrovexClient(second.url());
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(found(reader)).isEqualTo(DOCUMENTS));

            ProcessHandle redis = redis();
            assertThat(second.terminate()).isLessThan(Duration.ofSeconds(10));
            assertThat(redis.isAlive()).isFalse();
        }
    }

    private ProcessHandle redis() throws IOException {
        String pid =
                Files.readString(data.resolve("redis").resolve("redis.pid")).strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static int found(TrovexClient client) {
        return client.search(SearchQuestion.of("tides", "keyword", 10))
                .path("total")
                .path("value")
                .asInt();
    }

    private static List<Document> documents() {
        return IntStream.range(0, DOCUMENTS)
                .mapToObj(i -> Document.of("note-" + i, null, "Note number " + i + " about the tides.", "test"))
                .toList();
    }
}
