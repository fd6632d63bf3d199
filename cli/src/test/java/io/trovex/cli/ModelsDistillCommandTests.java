package io.trovex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsDistillCommandTests {
    private static final String TEACHER = "static-minilm-l6-v2";

    private final CapturedTrovex trovex = new CapturedTrovex();

    @TempDir
    Path directory;

    private Path data;
    private Path texts;

    @BeforeEach
    void writeTexts() throws IOException {
        data = directory.resolve("deep").resolve("data");
        texts = directory.resolve("docs.jsonl");
        Files.writeString(texts, """
                {"content": "Owls hunt at night in the woods. Larks sing at dawn over the fields."}

                {"content": "The tide comes in twice a day at this coast."}
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../escaped", "/tmp/escaped", "..", "", "a/b"})
    void anIdThatIsNoNameIsRefused(String id) {
        assertThat(run(id, texts, TEACHER)).isEqualTo(2);

        assertThat(trovex.err()).contains("--id must look like");
        assertThat(directory.resolve("escaped")).doesNotExist();
        assertThat(data).doesNotExist();
    }

    @Test
    void aModelThatIsThereIsNotOverwritten() throws IOException {
        Path folder = Files.createDirectories(data.resolve("models").resolve("ours"));
        Files.writeString(folder.resolve("table.bin"), "precious");

        assertThat(run("ours", texts, TEACHER)).isEqualTo(2);
        assertThat(run("bge-small-en-v1.5", texts, TEACHER)).isEqualTo(2);

        assertThat(trovex.err())
                .contains("there is a model in " + folder + " already")
                .contains("bge-small-en-v1.5 is a model that ships");
        assertThat(folder.resolve("table.bin")).hasContent("precious");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | there is no sentence to learn from in ",
                "'{\"content\": \"short\"}' | there is no sentence to learn from in ",
                "no json | is no document in JSON",
                "[1] | line 1 of "
            })
    void textsWithNothingToLearnFromAreRefused(String content, String reason) throws IOException {
        Files.writeString(texts, content);

        assertThat(run("ours", texts, TEACHER)).isEqualTo(1);

        assertThat(trovex.err())
                .startsWith("trovex: ")
                .hasLineCount(1)
                .contains(reason)
                .contains("docs.jsonl");
        assertThat(data.resolve("models").resolve("ours")).doesNotExist();
    }

    @Test
    void whatIsNotThereIsNamedInOneLine() {
        assertThat(run("ours", directory.resolve("none.jsonl"), TEACHER)).isEqualTo(1);
        assertThat(run("ours", texts, "gpt")).isEqualTo(1);

        assertThat(trovex.err().lines())
                .hasSize(2)
                .anyMatch(line -> line.matches("trovex: no such file: .*none\\.jsonl"))
                .anyMatch(line -> line.startsWith("trovex: no embedding model 'gpt'; known are "));
    }

    private int run(String id, Path file, String teacher) {
        return trovex.execute(
                "models",
                "distill",
                "--texts",
                file.toString(),
                "--id",
                id,
                "--model",
                teacher,
                "--data",
                data.toString());
    }
}
