package io.trovex.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Runs a stage over its input again, and watches until it is through. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a stage over its input again, beside live work, up to the end of the log as it is now. Replaying twice",
            "changes nothing. Ctrl-C ends the watching, not the replay."
        },
        subcommands = {
            ReplayListCommand.class,
            ReplayStatusCommand.class,
            ReplayStopCommand.class,
            ReplayResumeCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  trovex replay --stage index",
            "  trovex replay --stage validation --from 2026-11-22T16:30:00Z",
            "  trovex replay --stage embedding --documents ocean-7,lake-2 --json",
            "  trovex replay stop 20261122-163000-7f3a"
        })
final class ReplayCommand implements Callable<Integer> {
    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description =
                    "validation, embedding or index; of a generation that does not serve, embedding.ID or index.ID.")
    private @Nullable String stage;

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            defaultValue = "beginning",
            description = "beginning (default), an offset, or an RFC 3339 timestamp.")
    private String from = "beginning";

    @Option(names = "--documents", paramLabel = "ID", split = ",", description = "Only these documents.")
    private List<String> documents = List.of();

    @Option(names = "--json", description = "Print the end as JSON.")
    private boolean json;

    @Mixin
    private Server server = new Server();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (stage == null) {
            throw new ParameterException(Commands.line(spec), "--stage is missing: validation, embedding or index");
        }
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("stage", stage);
        request.put("from", from);
        if (!documents.isEmpty()) {
            request.put("documents", documents);
        }
        JsonNode replay = server.client().post("/v1/replays", request);
        return new ReplayWatch(server.client(), Commands.out(spec), Commands.err(spec), json).until(replay);
    }
}
