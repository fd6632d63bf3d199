package io.trovex.cli;

import io.trovex.cli.server.RunningServer;
import io.trovex.client.TrovexClient;
import java.io.PrintWriter;
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

/** Says whether a server is ready, what its index holds and how its pipeline is doing. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Says whether Trovex is ready, what its index holds and how its pipeline is doing.",
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
        print(server, health, index, client.get("/v1/pipeline"));
        return ExitCode.DONE;
    }

    private void print(URI server, JsonNode health, JsonNode index, JsonNode pipeline) {
        if (json) {
            Map<String, Object> status = new LinkedHashMap<>();
            status.put("url", server);
            status.put("status", health.path("status"));
            status.put("index", index);
            status.put("pipeline", pipeline);
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
        print(pipeline);
    }

    private void print(JsonNode pipeline) {
        PrintWriter out = Commands.out(spec);
        JsonNode drained = pipeline.path("seconds_to_drain");
        out.printf(
                "%s, %s documents in flight (429 from %s on, again below %s), %.1f settled/s%s, %s overdue%n",
                pipeline.path("state").asString(""),
                pipeline.path("in_flight").asString("?"),
                pipeline.path("high").asString(""),
                pipeline.path("low").asString(""),
                pipeline.path("drain_rate").asDouble(),
                drained.isMissingNode() ? "" : ", drained in %.0f s".formatted(drained.asDouble()),
                pipeline.path("overdue").asString("0"));
        for (JsonNode group : pipeline.path("groups")) {
            out.printf(
                    "  %-32s %-6s lag %8s  %s%n",
                    group.path("group").asString(""),
                    group.path("verdict").asString("-"),
                    group.path("lag").asString("-"),
                    group.has("time_lag_seconds")
                            ? "%.1f s".formatted(group.path("time_lag_seconds").asDouble())
                            : "");
        }
        for (JsonNode letters : pipeline.path("dead_letters")) {
            if (letters.path("depth").asLong() > 0) {
                out.printf(
                        "  %s holds %s dead letters%n",
                        letters.path("topic").asString(""),
                        letters.path("depth").asString(""));
            }
        }
    }
}
