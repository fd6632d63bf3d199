package io.trovex.cli;

import io.trovex.cli.server.RunningServer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops the server of a data directory. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stops the server that runs on a data directory; everything stays searchable for the next `up`.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex down", "  trovex down --data /var/lib/trovex"})
final class DownCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Mixin
    private DataDirectory data = new DataDirectory();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Optional<RunningServer> server = RunningServer.on(data.path());
        if (server.isEmpty()) {
            Commands.out(spec).println("nothing runs on " + data.path());
            return ExitCode.DONE;
        }
        if (!server.get().stop(PATIENCE)) {
            Commands.err(spec)
                    .println("trovex: process %d did not stop within %d s"
                            .formatted(server.get().pid(), PATIENCE.toSeconds()));
            return ExitCode.SOME_FAILED;
        }
        Commands.out(spec).println("stopped " + server.get().url());
        return ExitCode.DONE;
    }
}
