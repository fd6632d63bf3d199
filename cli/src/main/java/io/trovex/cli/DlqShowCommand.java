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

/** Shows one dead letter. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a dead letter with all its headers and its whole value.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex dlq show documents.validated-dlt:2:17", "  trovex dlq show --json feedback.events-dlt:0:3"})
final class DlqShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "topic:partition:offset, as list prints it.")
    private String id = "";

    @Option(names = "--json", description = "On one line.")
    private boolean json;

    @Mixin
    private Server server = new Server();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode letter = server.client().get("/v1/dead-letters/" + Commands.path(id));
        Commands.out(spec).println(json ? Json.line(letter) : Json.pretty(letter));
        return ExitCode.DONE;
    }
}
