package io.trovex.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the daily review. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Writes the daily review of the dead letters as Markdown.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex dlq report", "  trovex dlq report --since 7d --out review.md"})
final class DlqReportCommand implements Callable<Integer> {
    @Option(
            names = "--since",
            paramLabel = "AGE",
            defaultValue = "24h",
            description = "Causes not seen before it are new (default: ${DEFAULT-VALUE}).")
    private String since = "24h";

    @Option(names = "--out", paramLabel = "FILE", description = "Write there instead of to the terminal.")
    private @Nullable Path out;

    @Mixin
    private Server server = new Server();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        String report = server.client().text("/v1/dead-letters/report?since=" + Commands.path(since));
        if (out == null) {
            Commands.out(spec).print(report);
            Commands.out(spec).flush();
            return ExitCode.DONE;
        }
        try {
            Files.writeString(out, report);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + out + ": " + e.getMessage(), e);
        }
        return ExitCode.DONE;
    }
}
