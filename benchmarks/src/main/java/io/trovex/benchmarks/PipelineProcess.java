package io.trovex.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A pipeline in a JVM of its own, which ends at once when it runs out of memory. It has the collector and the other
 * switches of this one, as the launcher chose them.
 *
 * @param url where it answers
 */
public record PipelineProcess(Process process, URI url) implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    /** What they begin with; the last is how far the JVM compiles, which tests limit. */
    private static final List<String> SWITCHES = List.of("-XX:+", "-XX:-", "-XX:TieredStopAtLevel=");

    /**
     * Returns when it is ready.
     *
     * @param heap the JVM's options of the heap's size
     * @param properties as {@code name=value}
     */
    public static PipelineProcess start(Path data, List<String> heap, List<String> properties) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(switches());
        command.addAll(heap);
        command.addAll(List.of(
                "-XX:+ExitOnOutOfMemoryError",
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                PipelineMain.class.getName(),
                data.toString()));
        command.addAll(properties);
        Process process = new ProcessBuilder(command)
                .redirectError(Redirect.to(data.resolve("errors.txt").toFile()))
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(PipelineMain.READY)) {
                return new PipelineProcess(process, URI.create(line.substring(PipelineMain.READY.length())));
            }
        }
        throw new IllegalStateException("the pipeline did not start: " + Files.readString(data.resolve("errors.txt")));
    }

    /** This JVM's switches, in their order: of two about one thing the last counts. */
    public static List<String> switches() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> SWITCHES.stream().anyMatch(option::startsWith))
                .toList();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
