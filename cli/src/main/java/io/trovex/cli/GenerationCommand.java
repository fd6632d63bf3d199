package io.trovex.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Generations: another model, or other passages, without a pause. */
@Command(
        name = "generation",
        mixinStandardHelpOptions = true,
        description = "Builds an index of another model beside the one that serves, and lets it serve.",
        subcommands = {
            GenerationCreateCommand.class,
            GenerationListCommand.class,
            GenerationShowCommand.class,
            GenerationGateCommand.class,
            GenerationCompareCommand.class,
            GenerationCanaryCommand.class,
            GenerationPromoteCommand.class,
            GenerationRollbackCommand.class,
            GenerationRetireCommand.class,
            GenerationPauseCommand.class,
            GenerationResumeCommand.class,
            GenerationCancelCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  trovex generation create --model bge-small-en-v1.5-int8-fused --wait",
            "  trovex generation gate g2-bge-small-en-v1.5-int8-fused",
            "  trovex generation compare g2-bge-small-en-v1.5-int8-fused",
            "  trovex generation canary g2-bge-small-en-v1.5-int8-fused",
            "  trovex generation promote g2-bge-small-en-v1.5-int8-fused",
            "  trovex generation rollback g2-bge-small-en-v1.5-int8-fused --reason \"fewer clicks\"",
            "  trovex generation retire g1-all-minilm-l6-v2-int8-fused"
        })
final class GenerationCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                Commands.line(spec), "say what to do: create, list, show, gate, canary, promote, …");
    }
}
