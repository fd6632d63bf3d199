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

/** Asks the gate whether a generation may serve; nothing is decided. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        description =
                "Asks the gate whether a generation may serve. Nothing is decided; exit code 1 if it does not pass.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex generation gate g2-bge-small-en-v1.5-int8-fused"})
final class GenerationGateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The generation's, as `trovex generation list` shows it.")
    private String id = "";

    @Option(names = "--json", description = "Print the checks as JSON.")
    private boolean json;

    @Mixin
    private Server server = new Server();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode gate = server.client().get("/v1/generations/%s/gate".formatted(Commands.path(id)));
        PrintWriter out = Commands.out(spec);
        if (json) {
            out.println(Json.line(gate));
        } else {
            gate.path("checks").forEach(check -> out.println(GateLine.of(check)));
        }
        boolean passes = gate.path("checks")
                .valueStream()
                .allMatch(check -> check.path("passed").asBoolean());
        return passes ? ExitCode.DONE : ExitCode.SOME_FAILED;
    }
}
