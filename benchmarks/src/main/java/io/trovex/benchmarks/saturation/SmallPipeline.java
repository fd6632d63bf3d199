package io.trovex.benchmarks.saturation;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A pipeline in a JVM of its own with little memory, which ends at once when it runs out of it.
 *
 * @param url where it answers
 */
record SmallPipeline(Process process, URI url) implements AutoCloseable {
    static final String HEAP = "512m";

    private static final long PATIENCE_SECONDS = 30;

    /** Returns when it is ready. */
    static SmallPipeline start(Path data, List<String> properties) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP,
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
                return new SmallPipeline(process, URI.create(line.substring(PipelineMain.READY.length())));
            }
        }
        throw new IllegalStateException("the pipeline did not start: " + Files.readString(data.resolve("errors.txt")));
    }

    boolean isAlive() {
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
