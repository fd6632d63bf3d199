package io.trovex.standalone;

import io.trovex.client.TrovexClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** One service in a JVM of its own. */
final class ServiceProcess implements AutoCloseable {
    private final Process process;
    private final Path output;
    private final URI url;

    private ServiceProcess(Process process, Path output, URI url) {
        this.process = process;
        this.output = output;
        this.url = url;
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
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectErrorStream(true)
                .start();
        return new ServiceProcess(process, output, URI.create("http://127.0.0.1:" + port));
    }

    URI url() {
        return url;
    }

    TrovexClient client() {
        return new TrovexClient(url);
    }

    void awaitReadiness() {
        TrovexClient client = client();
        Awaitility.await().atMost(Duration.ofMinutes(3)).ignoreExceptions().until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError(Files.readString(output));
            }
            return client.get("/actuator/health/readiness")
                    .path("status")
                    .asString()
                    .equals("UP");
        });
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
