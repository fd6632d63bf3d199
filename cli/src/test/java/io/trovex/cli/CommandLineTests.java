package io.trovex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTests {
    private final CapturedTrovex trovex = new CapturedTrovex();

    static Stream<String> commands() {
        return TrovexCommand.commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfByExamples(String command) {
        assertThat(trovex.execute(command, "--help")).isZero();
        assertThat(trovex.out()).contains("Examples:").contains("trovex " + command);
    }

    @Test
    void wrongUsageIsExitCode2() {
        assertThat(trovex.execute("search")).isEqualTo(2);
        assertThat(trovex.execute("bench", "nonsense")).isEqualTo(2);
        assertThat(trovex.err()).contains("no benchmark is called nonsense");
        assertThat(trovex.execute("replay")).isEqualTo(2);
        assertThat(trovex.err()).contains("--stage is missing");
        assertThat(trovex.execute("snapshot")).isEqualTo(2);
        assertThat(trovex.err()).contains("create, list, restore or delete");
    }

    @Test
    void anAddressWithNobodyBehindItIsExitCode3() {
        assertThat(trovex.execute("search", "--url", "http://127.0.0.1:9", "anything"))
                .isEqualTo(3);
        assertThat(trovex.err()).contains("127.0.0.1:9").doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "//localhost", "127.0.0.1:8080", "ftp://localhost", "http:///path", "not a url"})
    void whatIsNoAddressIsWrongUsage(String url) {
        assertThat(trovex.execute("search", "--url", url, "anything")).isEqualTo(2);
        assertThat(trovex.err()).contains(url).doesNotContain("\tat ", "NullPointer");
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path journal) {
        assertThat(trovex.execute("ingest", "--journal", journal.toString(), "/no/such/file.jsonl"))
                .isEqualTo(1);
        assertThat(trovex.err()).contains("no such file: /no/such/file.jsonl");
    }

    @Test
    void aModelThatDoesNotExistCannotStart(@TempDir Path data) {
        assertThat(trovex.execute("up", "--data", data.toString(), "--model", "gpt"))
                .isEqualTo(4);
        assertThat(trovex.err()).contains("all-minilm-l6-v2-int8");
    }

    @Test
    void downAndStatusSayWhenNothingRuns(@TempDir Path data) {
        assertThat(trovex.execute("down", "--data", data.toString())).isZero();
        assertThat(trovex.execute("status", "--data", data.toString(), "--json"))
                .isEqualTo(3);
        assertThat(trovex.out()).contains("nothing runs on").contains("{\"status\":\"DOWN\"}");
    }

    @Test
    void benchmarksAreListed() {
        assertThat(trovex.execute("bench")).isZero();
        assertThat(trovex.out()).contains("freshness").contains("pipeline").contains("search");
    }
}
