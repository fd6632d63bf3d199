package io.trovex.cli;

import io.trovex.cli.server.RunningServer;
import io.trovex.client.TrovexClient;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Says whether a server is ready and what its index holds. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Says whether Trovex is ready and what its index holds.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex status", "  trovex status --url http://127.0.0.1:9000 --json"})
final class StatusCommand implements Callable<Integer> {
    @Option(names = "--url", paramLabel = "URL", description = "Where Trovex answers (default: what runs on --data).")
    private @Nullable URI url;

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    @Mixin
    private DataDirectory data = new DataDirectory();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        URI server = url != null
                ? url
                : RunningServer.on(data.path()).map(RunningServer::url).orElse(null);
        if (server == null) {
            Commands.out(spec).println(json ? Json.line(Map.of("status", "DOWN")) : "nothing runs on " + data.path());
            return ExitCode.UNREACHABLE;
        }
        TrovexClient client = new TrovexClient(server);
        JsonNode health = client.get("/actuator/health/readiness");
        JsonNode index = client.get("/v1/index");
        print(server, health, index);
        return ExitCode.DONE;
    }

    private void print(URI server, JsonNode health, JsonNode index) {
        if (json) {
            Map<String, Object> status = new LinkedHashMap<>();
            status.put("url", server);
            status.put("status", health.path("status"));
            status.put("index", index);
            Commands.out(spec).println(Json.line(status));
            return;
        }
        Commands.out(spec)
                .printf(
                        "%s  %s%n%s documents, %s passages, generation %s, model %s%n",
                        server,
                        health.path("status").asString(""),
                        index.path("documents").asString(""),
                        index.path("passages").asString(""),
                        index.path("generation").asString(""),
                        index.path("model").asString(""));
    }
}
