package io.trovex.cli.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts this very program once more, as a process of its own that outlives the terminal. */
public final class DetachedServer {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private DetachedServer() {}

    /**
     * Returns when the server has announced itself.
     *
     * @param mainClass what to start, with {@code arguments}
     * @return the server, or what it last said before it gave up
     */
    public static Start start(Class<?> mainClass, List<String> arguments, Path data) {
        Path log = data.resolve("logs").resolve("up.log");
        try {
            Files.createDirectories(data.resolve("logs"));
            Process process = new ProcessBuilder(command(mainClass, arguments))
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(log.toFile())
                    .redirectErrorStream(true)
                    .start();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                Optional<RunningServer> server = RunningServer.on(data);
                if (server.isPresent() && server.get().pid() == process.pid()) {
                    return new Start(server, "");
                }
                if (process.waitFor(BETWEEN_LOOKS)) {
                    return new Start(Optional.empty(), lastLine(log));
                }
            }
            process.destroy();
            return new Start(Optional.empty(), "not ready after " + PATIENCE.toSeconds() + " s; see " + log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the server: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Start(Optional.empty(), "interrupted");
        }
    }

    /** @param failure why there is no server */
    public record Start(Optional<RunningServer> server, String failure) {}

    /** {@code setsid} keeps the terminal's Ctrl-C and hang-up away from it; it executes in place, so the pid stays. */
    private static List<String> command(Class<?> mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass.getName()));
        command.addAll(arguments);
        return command;
    }

    private static String lastLine(Path log) throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .reduce((_, line) -> line)
                .orElse("it stopped without a word; see " + log);
    }
}
