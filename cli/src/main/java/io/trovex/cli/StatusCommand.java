package io.trovex.cli;

import io.trovex.cli.server.RunningServer;
import io.trovex.client.Look;
import io.trovex.client.TrovexClient;
import io.trovex.client.UnreachableException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
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
            "stage waits for, how far behind each one is. In an outage it prints what it can get, within seconds, and",
            "ends with 1 if Trovex is not ready, with 3 if nobody answers."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  trovex status",
            "  trovex status --url http://127.0.0.1:9000 --json",
            "  trovex status --url http://127.0.0.1:8081 --search-url http://127.0.0.1:8084    five services"
        })
final class StatusCommand implements Callable<Integer> {
    private static final String READINESS = "/actuator/health/readiness";

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
        TrovexClient search = searchUrl == null ? client : new TrovexClient(searchUrl);
        var health = CompletableFuture.supplyAsync(() -> look(client, READINESS), Thread::startVirtualThread);
        var index = CompletableFuture.supplyAsync(() -> look(search, "/v1/index"), Thread::startVirtualThread);
        var pipeline = CompletableFuture.supplyAsync(() -> look(client, "/v1/pipeline"), Thread::startVirtualThread);
        return report(server, health.join(), index.join(), pipeline.join());
    }

    private int report(URI server, Optional<Look> health, Optional<Look> index, Optional<Look> pipeline) {
        PrintWriter out = Commands.out(spec);
        String status =
                health.map(look -> look.body().path("status").asString("")).orElse("UNREACHABLE");
        if (json) {
            Map<String, Object> lines = new LinkedHashMap<>();
            lines.put("url", server);
            lines.put("status", status);
            lines.put("index", found(index));
            lines.put("pipeline", found(pipeline));
            out.println(Json.line(lines));
        } else {
            out.printf("%s  %s%n", server, status);
            health.ifPresent(look -> StatusLines.health(look.body(), out));
            StatusLines.index(index, out);
            StatusLines.pipeline(pipeline, out);
        }
        if (health.isEmpty()) {
            return ExitCode.UNREACHABLE;
        }
        return status.equals("UP") ? ExitCode.DONE : ExitCode.SOME_FAILED;
    }

    private static JsonNode found(Optional<Look> look) {
        return look.filter(Look::found).map(Look::body).orElseGet(Json.MAPPER::nullNode);
    }

    /** Empty where nobody answers. */
    private static Optional<Look> look(TrovexClient client, String path) {
        try {
            return Optional.of(client.look(path));
        } catch (UnreachableException _) {
            return Optional.empty();
        }
    }
}
