package io.trovex.cli;

import io.trovex.cli.server.RunningServer;
import io.trovex.client.ApiException;
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
        description = {
            "Says whether Trovex is ready, what its index holds and how its pipeline is doing: what is in flight, what a",
            "stage waits for, how far behind each one is."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  trovex status",
            "  trovex status --url http://127.0.0.1:9000 --json",
            "  trovex status --url http://127.0.0.1:8081 --search-url http://127.0.0.1:8084    five services"
        })
final class StatusCommand implements Callable<Integer> {
    private static final int NOT_FOUND = 404;

    @Option(names = "--url", paramLabel = "URL", description = "Where Trovex answers (default: what runs on --data).")
    private @Nullable URI url;

    @Option(
            names = "--search-url",
            paramLabel = "URL",
            description = "Where the index answers, if it is a service of its own (default: where Trovex does).")
    private @Nullable URI searchUrl;

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
        JsonNode index = answer(searchUrl == null ? client : new TrovexClient(searchUrl), "/v1/index");
        JsonNode pipeline = answer(client, "/v1/pipeline");
        PrintWriter out = Commands.out(spec);
        if (json) {
            Map<String, Object> status = new LinkedHashMap<>();
            status.put("url", server);
            status.put("status", health.path("status"));
            status.put("index", index);
            status.put("pipeline", pipeline);
            out.println(Json.line(status));
        } else {
            out.printf("%s  %s%n", server, health.path("status").asString(""));
            StatusLines.index(index, out);
            StatusLines.pipeline(pipeline, out);
        }
        return ExitCode.DONE;
    }

    /** Null where the service of this address has no such thing: of five services each knows its own. */
    private static JsonNode answer(TrovexClient client, String path) {
        try {
            return client.get(path);
        } catch (ApiException e) {
            if (e.status() == NOT_FOUND) {
                return Json.MAPPER.nullNode();
            }
            throw e;
        }
    }
}
