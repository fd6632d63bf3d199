package io.trovex.cli;

import picocli.CommandLine.Command;

/** Lets the generation before this one answer again. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Lets the generation before this one answer again.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex generation rollback g2-bge-small-en-v1.5-int8-fused"})
final class GenerationRollbackCommand extends GenerationDecision {
    GenerationRollbackCommand() {
        super("rollback");
    }
}
