package io.trovex.cli;

import picocli.CommandLine.Command;

/** Gives up a generation that never served. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = "Gives up a generation that never served.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex generation cancel g2-bge-small-en-v1.5-int8-fused"})
final class GenerationCancelCommand extends GenerationDecision {
    GenerationCancelCommand() {
        super("cancel");
    }
}
