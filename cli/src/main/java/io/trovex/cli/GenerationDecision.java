package io.trovex.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What an operator decides about one generation; told again, it changes nothing. */
abstract class GenerationDecision implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The generation's, as `trovex generation list` shows it.")
    private String id = "";

    @Option(names = "--reason", paramLabel = "WHY", description = "Kept in the generation's history.")
    private @Nullable String reason;

    @Option(names = "--json", description = "Print the generation as JSON.")
    private boolean json;

    @Mixin
    private Server server = new Server();

    @Spec
    private @Nullable CommandSpec spec;

    private final String action;

    GenerationDecision(String action) {
        this.action = action;
    }

    static String operator() {
        return System.getProperty("user.name", "unknown");
    }

    boolean force() {
        return false;
    }

    @Override
    public Integer call() {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("by", operator());
        request.put("force", force());
        if (reason != null) {
            request.put("reason", reason);
        }
        JsonNode generation = server.client().post("/v1/generations/" + Commands.path(id) + ":" + action, request);
        Commands.out(spec).println(json ? Json.line(generation) : GenerationLine.of(generation));
        return ExitCode.DONE;
    }
}
