package io.trovex.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A pipeline in a JVM of its own, which can be killed. */
final class PipelineProcess implements AutoCloseable {
    private final Process process;
    private final URI url;

    private PipelineProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static PipelineProcess start(Path data) throws IOException {
        return start(data, Map.of());
    }

    /** @param environment further variables */
    static PipelineProcess start(Path data, Map<String, String> environment) throws IOException {
        Path announcement = data.resolve("url");
        Files.createDirectories(data);
        Files.deleteIfExists(announcement);
        Path output = data.resolve("process.log");
        ProcessBuilder command = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PipelineProcess.class.getName(),
                        data.toString()))
                .redirectOutput(output.toFile())
                .redirectErrorStream(true);
        command.environment().putAll(environment);
        Process process = command.start();
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> Files.exists(announcement) || !process.isAlive());
        if (!process.isAlive()) {
            throw new IllegalStateException(Files.readString(output));
        }
        return new PipelineProcess(process, URI.create(Files.readString(announcement)));
    }

    URI url() {
        return url;
    }

    /** Without a chance to tidy up. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As Ctrl-C and service managers do; returns how long it took. */
    Duration terminate() throws InterruptedException {
        long start = System.nanoTime();
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("does not end");
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** What the child runs. */
    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(arguments[0]);
        Pipeline pipeline = Pipeline.start(PipelineSettings.in(data));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(pipeline::close));
        try {
            Path draft =
                    Files.writeString(data.resolve("url.draft"), pipeline.url().toString());
            Files.move(draft, data.resolve("url"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
