package io.trovex.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Deletes all synonyms. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = "Deletes all synonyms.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex synonyms delete"})
final class SynonymsDeleteCommand implements Callable<Integer> {
    @Mixin
    private Server server = new Server();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        server.client().delete(SynonymsCommand.PATH);
        Commands.out(spec).println("no synonyms hold any more");
        return ExitCode.DONE;
    }
}
