package io.trovex.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.client.Document;
import io.trovex.client.SearchQuestion;
import io.trovex.client.TrovexClient;
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

    List<String> hits(String query) {
        return index().search(SearchQuestion.of(query, null, 5))
                .path("hits")
                .valueStream()
                .map(hit -> hit.path("doc_id").asString())
                .toList();
    }
}
