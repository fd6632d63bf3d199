package io.trovex.embedding.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trovex.embedding.model.graph.Precision;
import io.trovex.embedding.model.graph.SmallBert;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ModelCatalogueTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int DIMENSION = 768;
    private static final byte[] MODEL = SmallBert.write(SmallBert.Oddity.NONE, DIMENSION, SmallVocabulary.SIZE);

    @TempDir
    private Path directory;

    private Path folder;
    private ModelCatalogue catalogue;

    @BeforeEach
    void writeFiles() throws IOException {
        folder = Files.createDirectories(directory.resolve("models").resolve("ours"));
        Files.write(folder.resolve("model.onnx"), MODEL);
        Files.writeString(folder.resolve("tokenizer.json"), SmallVocabulary.tokenizerJson());
        catalogue = new ModelCatalogue(directory.resolve("models"), directory.resolve("graphs"), ModelFiles.local());
    }

    @ParameterizedTest
    @NullSource
    @EnumSource(Precision.class)
    void aModelOf768DimensionsServesFromItsFolder(@Nullable Precision precision) throws IOException {
        write(precision);

        assertThat(catalogue.models()).extracting(KnownModel::id).contains("ours", "bge-small-en-v1.5");
        assertThat(catalogue.describe("ours").dimension()).isEqualTo(DIMENSION);
        assertThat(catalogue.describe("ours").licence()).isEqualTo("MIT");
        for (int start = 0; start < 2; start++) {
            try (EmbeddingModel model = catalogue.open("ours")) {
                assertThat(model.servedGraph())
                        .isEqualTo(precision == null ? ServedGraph.PUBLISHED : ServedGraph.FUSED);
                assertThat(model.encoder().encode(model.prepare("owls hunt at night")))
                        .hasSize(DIMENSION);
            }
        }
    }

    @Test
    void aManifestMayComeAndChangeWhileTheProcessRuns() throws IOException {
        assertThatThrownBy(() -> catalogue.describe("ours")).isInstanceOf(NoSuchElementException.class);

        write(null);
        assertThat(catalogue.describe("ours").version()).isEqualTo("1");

        edit(manifest -> manifest.put("version", "1 of May"));
        assertThat(catalogue.describe("ours").version()).isEqualTo("1 of May");
    }

    @ParameterizedTest
    @CsvSource({"model.onnx, 1000", "model.onnx, 5000000", "tokenizer.json, 60"})
    void aFlippedBitIsRefused(String file, int position) throws IOException {
        write(Precision.INT8);
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        bytes[position] ^= 1;
        Files.write(folder.resolve(file), bytes);

        assertRefused("is not the file it should be: its SHA-256 is");
    }

    @Test
    void aFlippedBitIsRefusedThoughAFusedGraphWasKept() throws IOException {
        write(Precision.INT8);
        catalogue.open("ours").close();
        byte[] bytes = Files.readAllBytes(folder.resolve("model.onnx"));
        bytes[1000] ^= 1;
        Files.write(folder.resolve("model.onnx"), bytes);

        assertRefused("is not the file it should be");
    }

    @Test
    void aMissingFileIsRefused() throws IOException {
        write(null);
        Files.delete(folder.resolve("model.onnx"));

        assertRefused("model.onnx is not there");
    }

    @Test
    void anotherModelsTokenizerIsRefused() throws IOException {
        write(null);
        String swapped = SmallVocabulary.swappedTokenizerJson();
        Files.writeString(folder.resolve("tokenizer.json"), swapped);
        edit(manifest -> ((ObjectNode) manifest.path("files").path("tokenizer"))
                .put("sha256", Hash.sha256(swapped.getBytes(StandardCharsets.UTF_8))));

        assertRefused("cosine ");
    }

    @Test
    void aTokenizerWithMoreTokensThanTheGraphIsRefused() throws IOException {
        write(null);
        String larger = SmallVocabulary.tokenizerJson("zyx");
        Files.writeString(folder.resolve("tokenizer.json"), larger);
        edit(manifest -> ((ObjectNode) manifest.path("files").path("tokenizer"))
                .put("sha256", Hash.sha256(larger.getBytes(StandardCharsets.UTF_8))));

        assertRefused("the tokenizer has token " + SmallVocabulary.SIZE + ", which the weights do not know");
    }

    @ParameterizedTest
    @NullSource
    @EnumSource(Precision.class)
    void anotherDimensionIsRefused(@Nullable Precision precision) throws IOException {
        write(precision);
        edit(manifest -> manifest.put("dimension", 384));

        assertRefused("its graph makes vectors of 768 components, the manifest says 384");
    }

    @ParameterizedTest
    @NullSource
    @EnumSource(Precision.class)
    void aModelThatMakesNotANumberIsRefused(@Nullable Precision precision) throws IOException {
        write(precision);
        byte[] broken = SmallBert.write(SmallBert.Oddity.NOT_A_NUMBER, DIMENSION, SmallVocabulary.SIZE);
        Files.write(folder.resolve("model.onnx"), broken);
        edit(manifest -> ((ObjectNode) manifest.path("files").path("weights")).put("sha256", Hash.sha256(broken)));

        assertRefused("has components that are no numbers");
    }

    @Test
    void anotherPoolingIsRefused() throws IOException {
        write(null);
        edit(manifest -> manifest.put("pooling", "cls"));

        assertRefused("cosine ");
    }

    @Test
    void vectorsOfAnotherLengthAreRefused() throws IOException {
        write(null);
        edit(manifest -> manifest.put("normalisation", "none"));

        assertRefused("search needs 1: say normalisation l2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no graph", ""})
    void aFileThatIsNoGraphIsNamed(String content) throws IOException {
        write(null);
        byte[] text = content.getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("model.onnx"), text);
        edit(manifest -> ((ObjectNode) manifest.path("files").path("weights")).put("sha256", Hash.sha256(text)));

        assertRefused("model.onnx is no graph that ONNX Runtime reads: ");
    }

    @Test
    void filesMayLieInTheObjectStore() throws IOException {
        write(null);
        Map<String, byte[]> objects = new HashMap<>();
        for (String name : List.of("model.onnx", "tokenizer.json")) {
            byte[] bytes = Files.readAllBytes(folder.resolve(name));
            objects.put(Hash.sha256(bytes), bytes);
            Files.delete(folder.resolve(name));
        }
        edit(manifest -> manifest.path("files").forEach(file -> ((ObjectNode) file).put("location", "object")));
        catalogue = new ModelCatalogue(
                directory.resolve("models"),
                directory.resolve("graphs"),
                new ModelFiles(address -> Objects.requireNonNull(objects.get(address))));

        try (EmbeddingModel model = catalogue.open("ours")) {
            assertThat(model.encoder().encode(model.prepare("owls"))).hasSize(DIMENSION);
        }
    }

    @Test
    void aManifestSaysEverythingThatIsWrongWithIt() throws IOException {
        write(null);
        edit(manifest -> {
            manifest.put("max_token", 256).remove("max_tokens");
            manifest.put("pooling", "max").put("dimension", -1);
            ((ObjectNode) manifest.path("files").path("weights")).put("sha256", "abc");
            ((ArrayNode) manifest.path("golden")).removeAll();
        });

        assertRefused(
                "max_token is no field of a manifest; pooling is mean or cls; files.weights.sha256 must look like [0-9a-f]{64}; "
                        + "dimension is a number from 1 to 4096; max_tokens is a number from 1 to 8192; "
                        + "golden has at least one pair of texts with its cosine");
        assertThat(catalogue.models())
                .filteredOn(KnownModel.Unreadable.class::isInstance)
                .singleElement()
                .satisfies(model -> assertThat(model.id()).isEqualTo("ours"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../model.onnx", "/etc/passwd", "../../../../etc/passwd", "a/../../model.onnx", ".."})
    void aFileOutsideTheFolderIsNotRead(String location) throws IOException {
        write(null);
        edit(manifest -> ((ObjectNode) manifest.path("files").path("weights")).put("location", location));
        Files.copy(folder.resolve("model.onnx"), folder.resolveSibling("model.onnx"));

        assertRefused("files.weights.location is classpath:/NAME, object, or a path in the model's folder");
        assertThat(catalogue.models()).extracting(KnownModel::id).contains("ours");
    }

    @Test
    void aSymbolicLinkInTheFolderIsFollowed() throws IOException {
        write(null);
        Path elsewhere = Files.move(folder.resolve("model.onnx"), directory.resolve("shared.onnx"));
        Files.createSymbolicLink(folder.resolve("model.onnx"), elsewhere);

        catalogue.open("ours").close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "{\"files\": {\"weights\": {\"location\": \"classpath:/a b\"}}}"})
    void whateverAManifestSaysItIsRefusedAndNothingElseFails(String manifest) throws IOException {
        Files.writeString(folder.resolve("model.json"), manifest);

        assertRefused("id is missing");
        assertThat(catalogue.models()).hasSizeGreaterThan(2);
    }

    @Test
    void aManifestThatIsNoJsonIsRefused() throws IOException {
        Files.writeString(folder.resolve("model.json"), "{\"id\": ");

        assertRefused("model.json is no JSON");
    }

    @Test
    void aTakenIdIsRefused() throws IOException {
        write(null);
        edit(manifest -> manifest.put("id", "bge-small-en-v1.5"));

        assertRefused("another model has the id bge-small-en-v1.5");
        assertThat(catalogue.describe("bge-small-en-v1.5").dimension()).isEqualTo(384);
    }

    @Test
    void noManifestIsWrittenForAModelThatMustNotServe() throws IOException {
        Files.write(
                folder.resolve("model.onnx"),
                SmallBert.write(SmallBert.Oddity.NOT_A_NUMBER, DIMENSION, SmallVocabulary.SIZE));

        assertThatThrownBy(() -> write(null)).isInstanceOf(ModelRefusedException.class);
        assertThat(folder.resolve("model.json")).doesNotExist();
    }

    private void write(@Nullable Precision precision) throws IOException {
        ModelFile none = new ModelFile(folder.toUri(), "");
        ModelDescription draft = new ModelDescription(
                "ours",
                "1",
                "MIT",
                new ModelKind.Transformer(precision, Pooling.MEAN, true),
                none,
                none,
                DIMENSION,
                128,
                "",
                "",
                List.of());
        new ManifestWriter(folder, directory.resolve("graphs")).write("model.onnx", "tokenizer.json", draft);
    }

    private void edit(Consumer<ObjectNode> change) throws IOException {
        Path file = folder.resolve("model.json");
        ObjectNode manifest = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
        change.accept(manifest);
        Files.write(file, JSON.writeValueAsBytes(manifest));
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> catalogue.open("ours").close())
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("the model ours is refused: ")
                .hasMessageContaining(reason);
    }
}
