package io.trovex.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.client.Document;
import io.trovex.client.SearchQuestion;
import io.trovex.client.TrovexClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What users see, whichever way the services run. */
abstract class EndToEndContract {

    abstract TrovexClient ingest();

    abstract TrovexClient index();

    @Test
    void findsADocumentByAParaphraseThatSharesNoWordWithIt() {
        ingest().submit(Document.of("cat", "Pets", "A kitten slept on the sofa all afternoon.", "test"), true);
        ingest().submit(
                        Document.of(
                                "rates", "Money", "The central bank raised interest rates to fight inflation.", "test"),
                        true);
        ingest().submit(
                        Document.of("bridge", "Works", "Engineers inspected cracks in the concrete viaduct.", "test"),
                        true);

        assertThat(hits("young feline napping")).startsWith("cat");
        assertThat(hits("monetary policy against rising prices")).startsWith("rates");
    }

    @Test
    void takesABodyOverTheInlineLimitThroughTheObjectStore() {
        String body = "The harbour master counts every ship. ".repeat(1_000);

        ingest().submit(Document.of("harbour", null, body, "test"), true);

        assertThat(hits("harbour master")).startsWith("harbour");
    }

    @Test
    void tellsADocumentsWholeLife() {
        ingest().submit(Document.of("life", null, "A short life.", "test"), true);

        JsonNode life = ingest().document("life");

        assertThat(life.path("status").asString()).isEqualTo("indexed");
        assertThat(life.path("trace_id").asString()).hasSize(32);
        assertThat(life.propertyNames()).contains("submitted_at", "validated_at", "embedded_at", "indexed_at");
    }

    @Test
    void aSearchSaysUpToWhenAllThatWasSubmittedIsSearchable() {
        ingest().submit(Document.of("fresh", null, "Fresh bread from the oven.", "test"), true);
        Instant acknowledged = Instant.now();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode answer = index().search(SearchQuestion.of("fresh bread", "keyword", 1));
            assertThat(answer.has("as_of")).isTrue();
            assertThat(Instant.parse(answer.path("as_of").asString())).isAfter(acknowledged);
        });
        assertThat(hits("fresh bread")).startsWith("fresh");
    }

    List<String> hits(String query) {
        return index().search(SearchQuestion.of(query, null, 5))
                .path("hits")
                .valueStream()
                .map(hit -> hit.path("doc_id").asString())
                .toList();
    }
}
