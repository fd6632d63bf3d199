package io.trovex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SynonymsCommandTests {
    private static final String RULES =
            "{\"rules\":[{\"words\":[\"car\",\"motor vehicle\"]},{\"words\":[\"ai\",\"ki\"],\"to\":[\"artificial intelligence\"]}]}";

    private final StringWriter out = new StringWriter();
    private final CommandLine trovex = TrovexCommand.commandLine().setOut(new PrintWriter(out, true));
    private final List<String> asked = new ArrayList<>();
    private AnsweringServer server;

    @BeforeEach
    void serve() throws IOException {
        server = AnsweringServer.start().at("/v1/synonyms", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + body);
            return RULES;
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatIsListedCanBeSetAgain(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("synonyms.txt");

        assertThat(run("list")).isZero();
        assertThat(out.toString().lines()).containsExactly("car, motor vehicle", "ai, ki => artificial intelligence");
        Files.writeString(file, "# a remark\n\n" + out);
        assertThat(run("set", file.toString())).isZero();

        assertThat(asked).containsExactly("GET ", "PUT " + RULES);
        assertThat(out.toString()).contains("2 rules hold");
    }

    @Test
    void theyAreDeletedAsAWhole() {
        assertThat(run("delete")).isZero();
        assertThat(asked).containsExactly("DELETE ");
    }

    private int run(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of("synonyms", command));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--url", server.url()));
        return trovex.execute(all.toArray(String[]::new));
    }
}
