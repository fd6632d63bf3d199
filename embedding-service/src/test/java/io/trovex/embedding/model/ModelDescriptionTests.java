package io.trovex.embedding.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.embedding.model.graph.Precision;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ModelDescriptionTests {

    @Test
    void whateverItsVectorsDependOnMakesAnotherFullVersion() {
        ModelKind kind = new ModelKind.Transformer(Precision.INT8, Pooling.MEAN, true);
        Set<String> versions = new HashSet<>();
        versions.add(version("1", kind, "a", "b", 384, 256, "", ""));
        versions.add(version("2", kind, "a", "b", 384, 256, "", ""));
        versions.add(version("1", kind, "c", "b", 384, 256, "", ""));
        versions.add(version("1", kind, "a", "c", 384, 256, "", ""));
        versions.add(version("1", kind, "a", "b", 768, 256, "", ""));
        versions.add(version("1", kind, "a", "b", 384, 512, "", ""));
        versions.add(version("1", kind, "a", "b", 384, 256, "query: ", ""));
        versions.add(version("1", kind, "a", "b", 384, 256, "", "query: "));
        versions.add(version("1", new ModelKind.Transformer(null, Pooling.MEAN, true), "a", "b", 384, 256, "", ""));
        versions.add(
                version("1", new ModelKind.Transformer(Precision.INT8, Pooling.CLS, true), "a", "b", 384, 256, "", ""));
        versions.add(version(
                "1", new ModelKind.Transformer(Precision.INT8, Pooling.MEAN, false), "a", "b", 384, 256, "", ""));
        versions.add(version("1", new ModelKind.StaticTable(), "a", "b", 384, 256, "", ""));

        assertThat(versions).hasSize(12);
        assertThat(version("1", kind, "a", "b", 384, 256, "", ""))
                .as("the same for ever: generations remember it")
                .isEqualTo("1+ca813c3ca1c2");
    }

    @Test
    void thoseThatShipDifferFromEachOther() {
        assertThat(EmbeddingModels.catalogue().stream()
                        .map(ModelDescription::fullVersion)
                        .collect(Collectors.toSet()))
                .hasSize(EmbeddingModels.catalogue().size());
    }

    private static String version(
            String version,
            ModelKind kind,
            String weights,
            String tokenizer,
            int dimension,
            int tokens,
            String query,
            String passage) {
        URI anywhere = URI.create("object:x");
        return new ModelDescription(
                        "id",
                        version,
                        "MIT",
                        kind,
                        new ModelFile(anywhere, weights),
                        new ModelFile(anywhere, tokenizer),
                        dimension,
                        tokens,
                        query,
                        passage,
                        List.of())
                .fullVersion();
    }
}
