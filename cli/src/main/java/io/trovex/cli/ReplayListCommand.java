package io.trovex.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lists the replays. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the replays, the youngest first.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex replay list", "  trovex replay list --json | jq .replays[].state"})
final class ReplayListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print the list as JSON.")
    private boolean json;

    @Mixin
    private Server server = new Server();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode answer = server.client().get("/v1/replays");
        PrintWriter out = Commands.out(spec);
        if (json) {
            out.println(Json.line(answer));
        } else if (answer.path("replays").isEmpty()) {
            out.println("no replays");
        } else {
            answer.path("replays").forEach(replay -> out.println(ReplayLine.of(replay)));
        }
        return ExitCode.DONE;
    }
}
