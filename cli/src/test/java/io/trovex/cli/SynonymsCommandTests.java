package io.trovex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/synonyms", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + body);
            boolean delete = exchange.getRequestMethod().equals("DELETE");
            byte[] answer = RULES.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(delete ? 204 : 200, delete ? -1 : answer.length);
            if (!delete) {
                exchange.getResponseBody().write(answer);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
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
        all.addAll(List.of("--url", "http://127.0.0.1:" + server.getAddress().getPort()));
        return trovex.execute(all.toArray(String[]::new));
    }
}
