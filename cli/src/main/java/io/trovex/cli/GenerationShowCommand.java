package io.trovex.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows a generation: how far it is, what the gate found, who decided what. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a generation: how far it is, what the gate found, who decided what.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex generation show g2-bge-small-en-v1.5-int8-fused"})
final class GenerationShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The generation's, as `trovex generation list` shows it.")
    private String id = "";

    @Option(names = "--json", description = "Print the generation as JSON.")
    private boolean json;

    @Mixin
    private Server server = new Server();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode generation = server.client().get("/v1/generations/" + Commands.path(id));
        PrintWriter out = Commands.out(spec);
        if (json) {
            out.println(Json.line(generation));
            return ExitCode.DONE;
        }
        out.println(GenerationLine.of(generation));
        if (generation.has("held_up")) {
            out.println("  held up: " + generation.path("held_up").asString(""));
        }
        generation.path("gate").forEach(check -> out.println(GateLine.of(check)));
        CanaryLines.of(generation.path("canary")).forEach(out::println);
        generation
                .path("history")
                .forEach(decided -> out.printf(
                        "  %s  %-9s  %s  %s%n",
                        decided.path("decided_at").asString(""),
                        decided.path("action").asString(""),
                        decided.path("by").asString(""),
                        decided.path("reason").asString("")));
        return ExitCode.DONE;
    }
}
