package io.trovex.embedding.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trovex.contracts.ContentRef;
import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Vector;
import io.trovex.contracts.Violation;
import io.trovex.embedding.TestModels;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.engine.EngineSettings;
import io.trovex.embedding.passage.PassageLimits;
import io.trovex.embedding.passage.PassageSplitter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocumentEmbedderTests {
    private static final Instant WRITTEN = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant SUBMITTED = Instant.parse("2026-01-02T03:04:06Z");
    private static final String MODEL = "all-minilm-l6-v2-int8-fused";

    private final Generation generation = new Generation("g1", MODEL, 384);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EmbeddingEngine engine = new EmbeddingEngine(TestModels.minilm(), EngineSettings.defaults(), meters);
    private final DocumentEmbedder embedder = new DocumentEmbedder(
            generation, new PassageSplitter(TestModels.minilm(), new PassageLimits(64, 0.15, 0.25)), engine);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void everyPassageGetsItsVectorAndTheRestTravelsOn() throws Exception {
        String body = "Owls hunt at night. ".repeat(30);
        DocumentValidated validated = upsert(null, null, null);

        DocumentEmbedded embedded = embedded(embedder.embed(validated, body));

        assertThat(embedded)
                .usingRecursiveComparison()
                .ignoringFields("generation", "model", "passages")
                .isEqualTo(validated);
        assertThat(embedded.generation()).isEqualTo("g1");
        assertThat(embedded.model()).isEqualTo(MODEL);
        assertThat(embedded.passages()).hasSizeGreaterThan(2).allSatisfy(passage -> {
            String text = "Birds\n" + body.substring(passage.start(), passage.end());
            assertThat(passage.embedding())
                    .isEqualTo(engine.passages(List.of(text)).getFirst());
        });
    }

    @Test
    void aRedeliveryGetsEqualBytes() throws Exception {
        String body = "Owls hunt at night. Larks sing at dawn.";

        assertThat(embedder.embed(upsert(null, null, body), body))
                .isEqualTo(embedder.embed(upsert(null, null, body), body));
    }

    @Test
    void aDeletePassesThroughWithoutPassages() throws Exception {
        DocumentValidated delete = new DocumentValidated(
                "d1",
                7,
                Operation.DELETE,
                null,
                null,
                null,
                null,
                null,
                WRITTEN,
                null,
                Map.of(),
                null,
                null,
                SUBMITTED);

        DocumentEmbedded embedded = embedded(embedder.embed(delete, ""));

        assertThat(embedded.operation()).isEqualTo(Operation.DELETE);
        assertThat(embedded.version()).isEqualTo(7);
        assertThat(embedded.passages()).isEmpty();
    }

    @Test
    void aDocumentsOwnVectorBecomesOnePassageWithoutInference() throws Exception {
        Vector own = unit(384);

        DocumentEmbedded embedded = embedded(embedder.embed(upsert(own, MODEL, "Owls."), "Owls."));

        assertThat(embedded.passages()).extracting("start", "end", "embedding").containsExactly(tuple(0, 5, own));
        assertThat(meters.get("trovex.embedding.inference").timers()).allMatch(timer -> timer.count() == 0);
    }

    @Test
    void anOwnVectorOfAnotherLengthIsBroughtToOne() throws Exception {
        float[] components = new float[384];
        components[0] = 3;
        components[1] = -4;

        DocumentEmbedded embedded = embedded(embedder.embed(upsert(Vector.of(components), MODEL, "Owls."), "Owls."));

        float[] normalised = embedded.passages().getFirst().embedding().components();
        assertThat(normalised[0]).isCloseTo(0.6f, within(1e-6f));
        assertThat(normalised[1]).isCloseTo(-0.8f, within(1e-6f));
        assertThat(components[0]).isEqualTo(3);
    }

    @Test
    void aVectorOfAnotherModelIsNotLookedAt() throws Exception {
        assertThat(embedded(embedder.embed(upsert(unit(768), "other-model", "Owls."), "Owls.")))
                .isEqualTo(embedded(embedder.embed(upsert(null, null, "Owls."), "Owls.")));
    }

    @Test
    void anOwnVectorOfAnotherDimensionIsRefused() throws Exception {
        assertThat(refusal(upsert(unit(768), MODEL, "Owls.")))
                .singleElement()
                .satisfies(violation -> assertThat(violation.detail()).isEqualTo("expected 384 components, got 768"));
    }

    @Test
    void anOwnVectorWithoutDirectionIsRefused() throws Exception {
        float[] nan = new float[384];
        Arrays.fill(nan, Float.NaN);

        assertThat(refusal(upsert(Vector.of(nan), MODEL, "Owls.")))
                .extracting(Violation::code)
                .containsExactly("no_direction");
        assertThat(refusal(upsert(Vector.of(new float[384]), MODEL, "Owls.")))
                .extracting(Violation::code)
                .containsExactly("no_direction");
    }

    private List<Violation> refusal(DocumentValidated document) throws InterruptedException {
        assertThat(embedder.embed(document, "Owls.")).isInstanceOf(Embedding.Refused.class);
        return ((Embedding.Refused) embedder.embed(document, "Owls.")).violations();
    }

    private static DocumentEmbedded embedded(Embedding embedding) {
        assertThat(embedding).isInstanceOf(Embedding.Embedded.class);
        return ((Embedding.Embedded) embedding).document();
    }

    private static Vector unit(int dimension) {
        float[] components = new float[dimension];
        components[dimension - 1] = 1;
        return Vector.of(components);
    }

    private static DocumentValidated upsert(
            @Nullable Vector embedding, @Nullable String embeddingModel, @Nullable String content) {
        return new DocumentValidated(
                "d1",
                7,
                Operation.UPSERT,
                "Birds",
                content,
                content == null ? new ContentRef("0".repeat(64), 600) : null,
                "f".repeat(64),
                "test",
                WRITTEN,
                "en",
                Map.of("shelf", 3),
                embedding,
                embeddingModel,
                SUBMITTED);
    }
}
