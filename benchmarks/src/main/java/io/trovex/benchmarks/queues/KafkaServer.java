package io.trovex.benchmarks.queues;

import io.trovex.benchmarks.chaos.BrokerMain;
import io.trovex.benchmarks.chaos.ChildMain;
import io.trovex.standalone.LoopbackPorts;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** A broker in a JVM of its own. */
final class KafkaServer implements QueueServer {
    /** When the partitions of a silent consumer go to another; the broker allows no less. */
    static final Duration SESSION = Duration.ofSeconds(6);

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path directory;
    private final int port = LoopbackPorts.free();
    private final int controllerPort = LoopbackPorts.free();
    private @Nullable Process process;

    KafkaServer(Path directory) {
        this.directory = directory;
    }

    @Override
    public void start() throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildMain.class.getName(),
                        BrokerMain.class.getName(),
                        directory.resolve("log").toString(),
                        String.valueOf(port),
                        String.valueOf(controllerPort),
                        String.valueOf(port)))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        awaitAnswer();
    }

    @Override
    public void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
            process = null;
        }
    }

    @Override
    public TaskQueue connect() {
        return new KafkaTaskTopic("127.0.0.1:" + port, SESSION);
    }

    @Override
    public String address() {
        return "kafka:" + port;
    }

    @Override
    public void close() {
        kill();
    }

    private void awaitAnswer() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) ("127.0.0.1:" + port)))) {
            while (true) {
                try {
                    int _ = admin.describeCluster()
                            .nodes()
                            .get(5, TimeUnit.SECONDS)
                            .size();
                    return;
                } catch (ExecutionException | TimeoutException e) {
                    if (System.nanoTime() > end) {
                        throw new IllegalStateException("the broker does not answer", e);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
