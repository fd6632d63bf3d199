package io.trovex.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lists the uploads that were given up. */
@Command(
        name = "uploads",
        mixinStandardHelpOptions = true,
        description = {
            "Lists uploaded files whose text could not be extracted, the latest hundred. They lie in the queue of uploads,",
            "not in the log; redrive and discard take their ids, or --uploads for all of them."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  trovex dlq uploads",
            "  trovex dlq redrive 1795342530123-0",
            "  trovex dlq discard --uploads --reason \"the source mends them\" --yes"
        })
final class DlqUploadsCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print each upload as one line of JSON.")
    private boolean json;

    @Mixin
    private Server server = new Server();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        List<JsonNode> letters = new UploadLetters(server.client()).latest();
        for (JsonNode letter : letters) {
            Commands.out(spec).println(json ? Json.line(letter) : UploadLetters.line(letter));
        }
        if (letters.isEmpty() && !json) {
            Commands.out(spec).println("no upload was given up");
        }
        return ExitCode.DONE;
    }
}
