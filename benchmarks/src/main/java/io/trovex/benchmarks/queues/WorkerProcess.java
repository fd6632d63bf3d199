package io.trovex.benchmarks.queues;

import io.trovex.benchmarks.chaos.ChildMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Runs {@link WorkerMain} and hears what it does. */
final class WorkerProcess implements AutoCloseable {
    private final Process process;
    private final Thread listener;

    WorkerProcess(String address, Consumer<String> done) throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildMain.class.getName(),
                        WorkerMain.class.getName(),
                        address))
                .redirectError(Redirect.DISCARD)
                .start();
        listener = Thread.ofVirtual().start(() -> {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(done);
            } catch (IOException | UncheckedIOException _) {
                // killed
            }
        });
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().onExit().join();
        listener.join();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
