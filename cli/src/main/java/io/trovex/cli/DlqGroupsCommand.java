package io.trovex.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lists the causes of dead letters. */
@Command(
        name = "groups",
        mixinStandardHelpOptions = true,
        description = "Groups dead letters by their cause, those with the most open ones first.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex dlq groups", "  trovex dlq groups --stage validation --json"})
final class DlqGroupsCommand implements Callable<Integer> {
    @Mixin
    private LetterFilterOptions filter = new LetterFilterOptions();

    @Option(names = "--json", description = "Print each group as one line of JSON.")
    private boolean json;

    @Mixin
    private Server server = new Server();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode groups =
                server.client().get("/v1/dead-letters/groups?" + filter.query()).path("groups");
        for (JsonNode group : groups) {
            Commands.out(spec).println(json ? Json.line(group) : line(group));
        }
        if (groups.isEmpty() && !json) {
            Commands.out(spec).println("no dead letters");
        }
        return ExitCode.DONE;
    }

    private static String line(JsonNode group) {
        return "%s  %5d  %s  %s to %s  %s"
                .formatted(
                        group.path("fingerprint").asString(""),
                        group.path("count").asLong(),
                        group.path("stage").asString(""),
                        group.path("first_seen").asString(""),
                        group.path("last_seen").asString(""),
                        LetterLines.why(group.path("example")));
    }
}
