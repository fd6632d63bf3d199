package io.trovex.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets a generation answer the searches of a growing share of users, if the gate passes. Passed, it is promoted by itself; failing, rolled back by itself. */
@Command(
        name = "canary",
        mixinStandardHelpOptions = true,
        description =
                "Lets a generation answer the searches of a growing share of users, if the gate passes. Passed, it is promoted by itself; failing, rolled back by itself.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex generation canary g2-bge-small-en-v1.5-int8-fused"})
final class GenerationCanaryCommand extends GenerationDecision {
    @Option(names = "--force", description = "Whatever the gate says; needs --reason.")
    private boolean force;

    GenerationCanaryCommand() {
        super("canary");
    }

    @Override
    boolean force() {
        return force;
    }
}
