package io.trovex.cli;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives dead letters up. */
@Command(
        name = "discard",
        mixinStandardHelpOptions = true,
        description = {
            "Gives dead letters up for good, with a reason; they stay in the log until its retention. An upload is taken",
            "out of the queue of uploads, which keeps no reason; its file may go with the next collection of objects."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  trovex dlq discard documents.submitted-dlt:0:4 --reason \"a test document\"",
            "  trovex dlq discard --fingerprint 9f86d081884c7d65 --reason \"the source sends them again\" --yes"
        })
final class DlqDiscardCommand implements Callable<Integer> {
    @Mixin
    private LetterDecisionOptions letters = new LetterDecisionOptions();

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why nobody needs them.")
    private String reason = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        return letters.decide(Objects.requireNonNull(spec), "discard", Map.of("reason", reason));
    }
}
