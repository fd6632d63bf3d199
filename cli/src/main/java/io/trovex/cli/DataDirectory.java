package io.trovex.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that every command about the local server shares. */
final class DataDirectory {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "./data",
            description = "Where everything is kept (default: ${DEFAULT-VALUE}).")
    private Path path = Path.of("data");

    Path path() {
        return path.toAbsolutePath().normalize();
    }
}
