package io.trovex.cli;

import picocli.CommandLine.Command;

/** Deletes what a generation has that does not serve. */
@Command(
        name = "retire",
        mixinStandardHelpOptions = true,
        description = "Deletes what a generation has that does not serve.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex generation retire g2-bge-small-en-v1.5-int8-fused"})
final class GenerationRetireCommand extends GenerationDecision {
    GenerationRetireCommand() {
        super("retire");
    }
}
