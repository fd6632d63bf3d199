package io.trovex.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lists the synonyms as {@link SynonymsSetCommand} reads them. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the synonyms, one rule a line, as `trovex synonyms set` reads them.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex synonyms list", "  trovex synonyms list --json | jq .updated_at"})
final class SynonymsListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print the rules as JSON.")
    private boolean json;

    @Mixin
    private Server server = new Server();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode answer = server.client().get(SynonymsCommand.PATH);
        if (json) {
            Commands.out(spec).println(Json.line(answer));
        } else {
            answer.path("rules").forEach(rule -> Commands.out(spec).println(SynonymLines.line(rule)));
        }
        return ExitCode.DONE;
    }
}
