package io.trovex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.cli.server.RunningServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The main job as a user types it. */
class UpIntegrationTests {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine trovex =
            TrovexCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @AfterEach
    void down() {
        trovex.execute("down", "--data", data());
    }

    @Test
    void upIngestSearchStatusDown() throws Exception {
        Path notes = Files.writeString(folder.resolve("tides.md"), "# Tides\n\nThe moon pulls the oceans twice a day.");

        assertThat(trovex.execute("up", "--detach", "--port", "0", "--data", data()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).matches("(?s)ready http://127\\.0\\.0\\.1:\\d+ \\([\\d.]+ s\\)\\R");
        String url = RunningServer.on(Path.of(data())).orElseThrow().url().toString();

        assertThat(run(
                        "ingest",
                        "--url",
                        url,
                        "--wait",
                        "--journal",
                        folder.resolve("journal").toString(),
                        notes.toString()))
                .contains("1 documents accepted, 0 refused");
        JsonNode answer =
                JsonMapper.shared().readTree(run("search", "--url", url, "--json", "why does the sea level change"));
        assertThat(answer.path("hits").path(0).path("title").asString()).isEqualTo("Tides");
        assertThat(run("search", "--url", url, "oceans")).contains("Tides");
        assertThat(run("search", "--url", url, "xoceans \"oceans")).contains("Tides", "quote");
        assertThat(run("status", "--data", data()))
                .contains("UP")
                .contains("1 documents")
                .contains("accepting");
        assertThat(run("ledger", "--url", url))
                .contains("total")
                .contains("nothing is in flight for longer than 300 s");

        assertThat(run("replay", "--stage", "validation", "--url", url))
                .contains("done")
                .contains("100.0 %");
        JsonNode replay =
                JsonMapper.shared().readTree(run("replay", "--stage", "index", "--from", "0", "--url", url, "--json"));
        assertThat(replay.path("state").asString()).isEqualTo("done");
        String id = replay.path("id").asString();
        assertThat(run("replay", "list", "--url", url)).contains("validation").contains(id);
        assertThat(run("replay", "status", id, "--url", url)).contains("done");
        assertThat(trovex.execute("replay", "stop", id, "--url", url)).isEqualTo(1);
        assertThat(err.toString()).contains("replay_ended");

        assertThat(run("snapshot", "create", "one", "--url", url))
                .contains("one")
                .contains("1 documents");
        assertThat(run("snapshot", "list", "--url", url)).contains("one").contains("1 documents");
        assertThat(trovex.execute("snapshot", "create", "one", "--url", url)).isEqualTo(1);
        assertThat(err.toString()).contains("snapshot_exists");
        assertThat(trovex.execute("snapshot", "restore", "one", "--data", data()))
                .isEqualTo(4);

        // A second one on the same data says so, and does no harm
        assertThat(trovex.execute("up", "--detach", "--port", "0", "--data", data()))
                .isEqualTo(4);
        assertThat(err.toString()).contains("another Trovex");

        assertThat(run("down", "--data", data())).contains("stopped " + url);
        assertThat(RunningServer.on(Path.of(data()))).isEmpty();
        assertThat(run("snapshot", "restore", "one", "--data", data())).contains("1 documents again");
        assertThat(trovex.execute("snapshot", "restore", "two", "--data", data()))
                .isEqualTo(4);
        assertThat(err.toString()).contains("there is no snapshot 'two'");
    }

    private String run(String... arguments) {
        out.getBuffer().setLength(0);
        assertThat(trovex.execute(arguments)).as(err.toString()).isZero();
        return out.toString();
    }

    private String data() {
        return folder.resolve("data").toString();
    }
}
