package io.trovex.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Says how far a replay is. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Says how far a replay is.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex replay status 20261122-163000-7f3a"})
final class ReplayStatusCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The replay's, as `trovex replay list` shows it.")
    private String id = "";

    @Option(names = "--json", description = "Print the replay as JSON.")
    private boolean json;

    @Mixin
    private Server server = new Server();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode replay = server.client().get("/v1/replays/" + id);
        Commands.out(spec).println(json ? Json.line(replay) : ReplayLine.of(replay));
        return ExitCode.DONE;
    }
}
