package io.trovex.cli;

import picocli.CommandLine.Command;

/** Lets the building of a generation stand still. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = "Lets the building of a generation stand still.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex generation pause g2-bge-small-en-v1.5-int8-fused"})
final class GenerationPauseCommand extends GenerationDecision {
    GenerationPauseCommand() {
        super("pause");
    }
}
