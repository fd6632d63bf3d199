package io.trovex.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** The service in a JVM of its own, which can be killed. */
final class IngestProcess implements AutoCloseable {
    private final Process process;
    private final Http http;

    private IngestProcess(Process process, int port) {
        this.process = process;
        this.http = new Http(port);
    }

    /** Returns when it is ready. */
    static IngestProcess start(Path output, List<String> properties) throws IOException {
        int port = RedisProcess.freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                IngestApplication.class.getName(),
                "--server.port=" + port));
        command.addAll(properties);
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectErrorStream(true)
                .start();
        IngestProcess started = new IngestProcess(process, port);
        Awaitility.await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError(Files.readString(output));
            }
            return started.http.get("/actuator/health/readiness").status() == 200;
        });
        return started;
    }

    Http http() {
        return http;
    }

    /** The processes that extract. */
    List<ProcessHandle> children() {
        return process.children().toList();
    }

    /** In order, as an orchestrator ends it. */
    void end() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** Without a chance to tidy up. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
