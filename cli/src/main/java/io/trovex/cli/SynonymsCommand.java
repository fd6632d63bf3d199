package io.trovex.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Synonyms: words that find the same, from the next search on. */
@Command(
        name = "synonyms",
        mixinStandardHelpOptions = true,
        description = "Lists, sets or deletes the synonyms that queries are searched with.",
        subcommands = {SynonymsListCommand.class, SynonymsSetCommand.class, SynonymsDeleteCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  trovex synonyms set synonyms.txt",
            "  trovex synonyms list > synonyms.txt",
            "  trovex synonyms delete"
        })
final class SynonymsCommand implements Callable<Integer> {
    static final String PATH = "/v1/synonyms";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(Commands.line(spec), "say what to do: list, set or delete");
    }
}
