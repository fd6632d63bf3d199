package io.trovex.cli;

import picocli.CommandLine.Command;

/** Goes on building a generation. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Goes on building a generation.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex generation resume g2-bge-small-en-v1.5-int8-fused"})
final class GenerationResumeCommand extends GenerationDecision {
    GenerationResumeCommand() {
        super("resume");
    }
}
