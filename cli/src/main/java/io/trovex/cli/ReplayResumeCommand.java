package io.trovex.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lets a replay go on from its place. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Lets a replay go on from its place, also after it failed.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex replay resume 20261122-163000-7f3a"})
final class ReplayResumeCommand implements Callable<Integer> {
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
        JsonNode replay = server.client().post("/v1/replays/" + id + "/resume", Map.of());
        Commands.out(spec).println(json ? Json.line(replay) : ReplayLine.of(replay));
        return ExitCode.DONE;
    }
}
