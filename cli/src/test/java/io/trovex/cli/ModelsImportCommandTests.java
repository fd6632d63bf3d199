package io.trovex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.ModelCatalogue;
import io.trovex.embedding.model.ModelFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real model's files, as its makers lay them out. */
class ModelsImportCommandTests {
    private final CapturedTrovex trovex = new CapturedTrovex();

    @TempDir
    Path directory;

    private Path source;
    private Path data;

    @BeforeEach
    void layOut() throws IOException {
        source = directory.resolve("minilm");
        data = directory.resolve("data");
        copy("/all-minilm-l6-v2-q.onnx", source.resolve("onnx").resolve("model.onnx"));
        copy("/all-minilm-l6-v2-tokenizer.json", source.resolve("tokenizer.json"));
    }

    @Test
    void whatTheMakersSayNeedNotBeGiven() throws IOException {
        Files.writeString(source.resolve("config.json"), "{\"hidden_size\": 384, \"max_position_embeddings\": 512}");
        Files.writeString(source.resolve("sentence_bert_config.json"), "{\"max_seq_length\": 256}");
        Files.createDirectories(source.resolve("1_Pooling"));
        Files.writeString(source.resolve("1_Pooling/config.json"), "{\"pooling_mode_mean_tokens\": true}");

        int exit = run("--id", "ours", "--precision", "published", "--licence", "Apache-2.0");

        assertThat(exit).as(trovex.err()).isZero();
        assertThat(trovex.out()).contains("\"full_version\":\"1+");
        try (ModelCatalogue catalogue =
                        new ModelCatalogue(data.resolve("models"), data.resolve("graphs"), ModelFiles.local());
                EmbeddingModel model = catalogue.open("ours")) {
            assertThat(model.description().dimension()).isEqualTo(384);
            assertThat(model.description().maxTokens()).isEqualTo(256);
            assertThat(model.description().golden()).isNotEmpty();
            assertThat(model.objection()).isEmpty();
        }
        assertThat(run("--id", "ours")).as("ids are for good").isEqualTo(2);
    }

    @Test
    void whatNobodySaysIsAskedFor() {
        assertThat(run("--id", "ours", "--pooling", "mean", "--max-tokens", "256"))
                .isEqualTo(2);
        assertThat(trovex.err()).contains("--dimension is missing");
        assertThat(run("--id", "../ours")).isEqualTo(2);
        assertThat(run("--id", "all-minilm-l6-v2")).isEqualTo(2);
        assertThat(trovex.err()).contains("--id must look like").contains("is a model that ships");
        assertThat(data).doesNotExist();
    }

    @Test
    void aModelThatMustNotServeLeavesNothingBehind() {
        assertThat(run(
                        "--id",
                        "ours",
                        "--precision",
                        "published",
                        "--pooling",
                        "mean",
                        "--max-tokens",
                        "256",
                        "--dimension",
                        "768"))
                .isEqualTo(1);

        assertThat(trovex.err())
                .contains("the model ours is refused")
                .contains("384")
                .doesNotContain("Exception");
        assertThat(data.resolve("models").resolve("ours")).doesNotExist();
    }

    private int run(String... options) {
        String[] arguments = new String[options.length + 5];
        arguments[0] = "models";
        arguments[1] = "import";
        arguments[2] = source.toString();
        arguments[3] = "--data";
        arguments[4] = data.toString();
        System.arraycopy(options, 0, arguments, 5, options.length);
        return trovex.execute(arguments);
    }

    private static void copy(String resource, Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        try (InputStream bytes =
                Objects.requireNonNull(ModelsImportCommandTests.class.getResourceAsStream(resource), resource)) {
            Files.copy(bytes, file);
        }
    }
}
