package io.trovex.opensearch.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * One OpenSearch node with the k-NN plugin, listening on the loopback interface. It keeps its data and its port when it
 * is killed and started again. For one thread.
 */
public final class OpenSearchNode implements AutoCloseable {
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(90);
    private static final Path HOME = home();

    /** Starts soon, with little. */
    private static final List<String> FOR_TESTS = List.of(
            "-Xms512m",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + HOME.resolveSibling("opensearch.jsa"));

    private final Path directory;
    private final List<String> options;
    private final int port = freePort();
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;

    private OpenSearchNode(Path directory, List<String> options) {
        this.directory = directory;
        this.options = options;
    }

    /**
     * Returns when it answers.
     *
     * @param directory for its data and {@code node.log}
     */
    public static OpenSearchNode start(Path directory) {
        return start(directory, FOR_TESTS);
    }

    /**
     * The same, for whoever measures it.
     *
     * @param options the JVM's, of heap, collector and compiler
     */
    public static OpenSearchNode start(Path directory, List<String> options) {
        OpenSearchNode node = new OpenSearchNode(directory, options);
        node.start();
        return node;
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** As a power cut would: nothing is flushed. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    /** Again, after {@link #kill}: with the same data, on the same port. */
    public void start() {
        try {
            Path temporary = Files.createDirectories(directory.resolve("tmp"));
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(List.of(
                    "--add-modules=jdk.incubator.vector",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Djna.nosys=true",
                    "-Djna.tmpdir=" + temporary,
                    "-Djava.io.tmpdir=" + temporary,
                    "-Dlog4j2.disable.jmx=true",
                    "-Dopensearch.path.home=" + HOME,
                    "-Dopensearch.distribution.type=tar",
                    "-cp",
                    HOME + "/lib/*",
                    "io.trovex.opensearch.node.NodeMain",
                    "cluster.name=test",
                    "node.name=test",
                    "path.data=" + directory.resolve("data"),
                    "path.logs=" + directory.resolve("logs"),
                    "network.host=127.0.0.1",
                    "http.port=" + port,
                    "transport.port=0",
                    "discovery.type=single-node",
                    "cluster.routing.allocation.disk.threshold_enabled=false"));
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("node.log").toFile()))
                    .start();
            awaitAnswer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it in order, so that it lets go of its files. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!awaitEnd(Duration.ofSeconds(30))) {
                kill();
            }
            http.close();
        }
    }

    private void awaitAnswer() throws IOException {
        long deadline = System.nanoTime() + STARTED_WITHIN.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                kill();
                throw new IllegalStateException("OpenSearch did not start: see " + directory.resolve("node.log"));
            }
        }
    }

    /** Waits a moment itself when there is no answer yet. */
    private boolean answers() {
        HttpRequest health = HttpRequest.newBuilder(url().resolve("/_cluster/health?wait_for_status=yellow"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return http.send(health, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return awaitEnd(Duration.ofMillis(100));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private boolean awaitEnd(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while OpenSearch starts or ends", cause);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the build of this module laid it out. */
    private static Path home() {
        Properties properties = new Properties();
        try (InputStream in = OpenSearchNode.class.getResourceAsStream("home.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path home = Path.of(properties.getProperty("home"));
        if (!Files.isDirectory(home.resolve("lib"))) {
            throw new IllegalStateException("no OpenSearch in " + home + ": mvn -f opensearch-node/pom.xml package -DskipTests");
        }
        return home;
    }
}
