package io.trovex.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets a generation answer every search, if the gate passes; the one before stays current for a rollback. */
@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description =
                "Lets a generation answer every search, if the gate passes; the one before stays current for a rollback.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex generation promote g2-bge-small-en-v1.5-int8-fused"})
final class GenerationPromoteCommand extends GenerationDecision {
    @Option(names = "--force", description = "Whatever the gate says; needs --reason.")
    private boolean force;

    GenerationPromoteCommand() {
        super("promote");
    }

    @Override
    boolean force() {
        return force;
    }
}
