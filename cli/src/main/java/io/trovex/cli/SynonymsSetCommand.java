package io.trovex.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Replaces the synonyms by those of a file. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description = {
            "Replaces the synonyms by those of a file, one rule a line:",
            "  car, automobile, motor vehicle       find each other",
            "  ai => artificial intelligence        in this direction only",
            "  # a remark"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  trovex synonyms set synonyms.txt"})
final class SynonymsSetCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "UTF-8; all the rules there are to be.")
    private Path file = Path.of("");

    @Mixin
    private Server server = new Server();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        List<SynonymLines.Rule> rules = SynonymLines.rules(lines());
        server.client().put(SynonymsCommand.PATH, Map.of("rules", rules));
        Commands.out(spec).printf("%d rules hold from the next search on%n", rules.size());
        return ExitCode.DONE;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
