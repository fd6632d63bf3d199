package io.trovex.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.client.TrovexClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** One service in a JVM of its own. */
final class ServiceProcess implements AutoCloseable {
    private final ProcessBuilder command;
    private final Path output;
    private final URI url;
    private Process process;

    private ServiceProcess(ProcessBuilder command, Path output, URI url) throws IOException {
        this.command = command;
        this.output = output;
        this.url = url;
        this.process = command.start();
    }

    static ServiceProcess start(Class<?> application, Path logs, List<String> properties) throws IOException {
        int port = LoopbackPorts.free();
        Path output = logs.resolve(application.getSimpleName() + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                application.getName(),
                "--server.address=127.0.0.1",
                "--server.port=" + port));
        command.addAll(properties);
        ProcessBuilder appending = new ProcessBuilder(command)
                .redirectOutput(Redirect.appendTo(output.toFile()))
                .redirectErrorStream(true);
        return new ServiceProcess(appending, output, URI.create("http://127.0.0.1:" + port));
    }

    URI url() {
        return url;
    }

    TrovexClient client() {
        return new TrovexClient(url);
    }

    void awaitReadiness() {
        TrovexClient client = client();
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .failFast(() -> assertThat(process.isAlive())
                        .as(() -> "the last lines of %s: %s".formatted(output, log()))
                        .isTrue())
                .ignoreExceptions()
                .until(() -> client.get("/actuator/health/readiness")
                        .path("status")
                        .asString()
                        .equals("UP"));
    }

    private String log() {
        try {
            String all = Files.readString(output);
            return all.substring(Math.max(0, all.length() - 4_000));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without a chance to tidy up; it comes up again at the same address. */
    void killAndStart() throws IOException {
        close();
        process = command.start();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
