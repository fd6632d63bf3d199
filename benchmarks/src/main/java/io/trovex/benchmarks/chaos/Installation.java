package io.trovex.benchmarks.chaos;

import io.trovex.benchmarks.TemporaryDirectory;
import io.trovex.client.TrovexClient;
import io.trovex.embedding.EmbeddingApplication;
import io.trovex.feedback.FeedbackApplication;
import io.trovex.index.IndexApplication;
import io.trovex.ingest.IngestApplication;
import io.trovex.standalone.LoopbackPorts;
import io.trovex.validation.ValidationApplication;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The five services, a broker and a Redis, each in a process of its own, with fault proxies before the two servers. */
final class Installation implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofMinutes(4);

    private final TemporaryDirectory data;
    private final FaultProxies proxies;
    private final BreakableRedis redis;
    private final MountedObjects objects;
    private final JvmProcess broker;
    private final String bootstrapServers;
    private final Map<String, JvmProcess> services = new LinkedHashMap<>();
    private final Map<String, URI> urls = new LinkedHashMap<>();
    private final Map<String, TrovexClient> clients = new HashMap<>();

    private Installation(TemporaryDirectory data, FaultProxies proxies) throws IOException {
        this.data = data;
        this.proxies = proxies;
        this.redis = new BreakableRedis(data.path().resolve("redis"), proxies.redisPort());
        this.objects = new MountedObjects(data.path().resolve("objects"));
        this.bootstrapServers = "127.0.0.1:" + proxies.brokerEntry();
        this.broker = jvm(
                "broker",
                BrokerMain.class,
                List.of(
                        data.path().resolve("kafka").toString(),
                        String.valueOf(proxies.brokerPort()),
                        String.valueOf(LoopbackPorts.free()),
                        String.valueOf(proxies.brokerEntry())));
    }

    /** Returns when every service is ready. */
    static Installation start() throws IOException {
        TemporaryDirectory data = TemporaryDirectory.create();
        Installation installation = new Installation(data, FaultProxies.open());
        try {
            installation.startAll();
            return installation;
        } catch (IOException | RuntimeException e) {
            installation.close();
            throw e;
        }
    }

    TrovexClient client(String service) {
        return Objects.requireNonNull(clients.get(service), service);
    }

    URI url(String service) {
        return Objects.requireNonNull(urls.get(service), service);
    }

    List<JvmProcess> services() {
        return List.copyOf(services.values());
    }

    JvmProcess broker() {
        return broker;
    }

    BreakableRedis redis() {
        return redis;
    }

    MountedObjects objects() {
        return objects;
    }

    FaultProxies proxies() {
        return proxies;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    /** @throws IllegalStateException if a service is not ready within minutes; its log's end is in the message */
    void awaitReadiness() throws IOException {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        for (String service : urls.keySet()) {
            while (!ready(service)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(service + " is not ready:\n" + logEnd(service));
                }
                pause(Duration.ofMillis(200));
            }
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        services.values().forEach(JvmProcess::close);
        broker.close();
        try (data;
                proxies;
                redis) {
            // in the reverse of this order
        }
    }

    private void startAll() throws IOException {
        redis.start();
        broker.start();
        service("embedding", EmbeddingApplication.class);
        // what it does after a minute by default is to happen in a short run too
        service(
                "ingest",
                IngestApplication.class,
                "--trovex.ingest.keep-last-after=5s",
                "--trovex.uploads.claim-after=5s");
        service("validation", ValidationApplication.class);
        service("feedback", FeedbackApplication.class);
        service("index", IndexApplication.class, "--trovex.index.embedder.url=" + url("embedding"));
        for (JvmProcess service : services.values()) {
            service.start();
        }
        awaitReadiness();
    }

    private void service(String name, Class<?> application, String... more) {
        int port = LoopbackPorts.free();
        List<String> properties = new ArrayList<>(List.of(
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--spring.data.redis.port=" + proxies.redisEntry(),
                "--trovex.objects.directory=" + objects.directory(),
                "--trovex.index.directory=" + data.path().resolve("index")));
        properties.addAll(List.of(more));
        URI url = URI.create("http://127.0.0.1:" + port);
        urls.put(name, url);
        clients.put(name, new TrovexClient(url));
        services.put(name, jvm(name, application, properties));
    }

    private JvmProcess jvm(String name, Class<?> main, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(main.getName()));
        all.addAll(arguments);
        return new JvmProcess(name, log(name), all);
    }

    private boolean ready(String service) {
        try {
            return client(service)
                    .get("/actuator/health/readiness")
                    .path("status")
                    .asString("")
                    .equals("UP");
        } catch (RuntimeException _) {
            return false;
        }
    }

    private Path log(String name) {
        return data.path().resolve(name + ".log");
    }

    private String logEnd(String service) throws IOException {
        List<String> lines = Files.readAllLines(log(service));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }
}
