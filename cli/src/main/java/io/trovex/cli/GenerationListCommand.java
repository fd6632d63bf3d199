package io.trovex.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lists the generations. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the generations, the oldest first.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex generation list", "  trovex generation list --json | jq .generations[].state"})
final class GenerationListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print the list as JSON.")
    private boolean json;

    @Mixin
    private Server server = new Server();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode answer = server.client().get("/v1/generations");
        if (json) {
            Commands.out(spec).println(Json.line(answer));
        } else {
            answer.path("generations").forEach(each -> Commands.out(spec).println(GenerationLine.of(each)));
        }
        return ExitCode.DONE;
    }
}
