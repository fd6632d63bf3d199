package io.trovex.standalone;

import io.trovex.embedding.model.EmbeddingModels;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.kafka.core.KafkaAdmin;

/** A whole running Trovex: five services, broker, Redis, index, on one data directory. */
public final class Pipeline implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final DataDirectory data;
    private final BackingServers servers;
    private final ConfigurableApplicationContext services;
    private final double startSeconds;

    private Pipeline(
            DataDirectory data, BackingServers servers, ConfigurableApplicationContext services, double startSeconds) {
        this.data = data;
        this.servers = servers;
        this.services = services;
        this.startSeconds = startSeconds;
    }

    /**
     * Returns when a document can be submitted and a search answered.
     *
     * @throws StartFailure if the port is taken, the data directory is in use, or the like
     */
    public static Pipeline start(PipelineSettings settings) {
        long start = System.nanoTime();
        int dimension = dimension(settings.model());
        DataDirectory data = DataDirectory.claim(settings.data());
        BackingServers servers = null;
        ConfigurableApplicationContext services = null;
        try {
            if (!LoopbackPorts.isFree(settings.port())) {
                throw new StartFailure("port " + settings.port() + " is taken by another program");
            }
            servers = new BackingServers(data);
            services = launch(settings, servers, StandaloneProperties.arguments(settings, data, servers, dimension));
            awaitReadiness(services.getBean(HealthEndpoint.class));
            return new Pipeline(data, servers, services, (System.nanoTime() - start) / 1e9);
        } catch (RuntimeException e) {
            close(services, servers, data);
            throw e;
        }
    }

    public URI url() {
        String port = services.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port);
    }

    public Path dataDirectory() {
        return data.path();
    }

    public String bootstrapServers() {
        return servers.bootstrapServers();
    }

    /** From the call of {@link #start}. */
    public double startSeconds() {
        return startSeconds;
    }

    /** Answers what was asked, finishes the polls, commits the index, then stops Redis and the broker. */
    @Override
    public void close() {
        close(services, servers, data);
    }

    private static ConfigurableApplicationContext launch(
            PipelineSettings settings, BackingServers servers, String[] arguments) {
        return new SpringApplicationBuilder(StandaloneApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .initializers(context -> prepare((GenericApplicationContext) context, settings, servers))
                .run(arguments);
    }

    /** Logging is configured by now, so the broker speaks into our log. */
    private static void prepare(GenericApplicationContext context, PipelineSettings settings, BackingServers servers) {
        servers.start();
        Path graphs = Path.of(context.getEnvironment().getRequiredProperty("trovex.embedding.graphs"));
        context.addBeanFactoryPostProcessor(new EarlyLoads(settings.model(), graphs));
        context.registerBean(
                BackingServersGate.class, () -> new BackingServersGate(servers, context.getBean(KafkaAdmin.class)));
    }

    private static void awaitReadiness(HealthEndpoint health) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var readiness = health.healthForPath("readiness");
            if (readiness != null && readiness.getStatus().equals(Status.UP)) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new StartFailure("not ready after " + PATIENCE.toSeconds() + " s: " + readiness);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StartFailure("interrupted during start", e);
            }
        }
    }

    private static int dimension(String model) {
        try {
            return EmbeddingModels.describe(model).dimension();
        } catch (NoSuchElementException e) {
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static void close(
            @Nullable ConfigurableApplicationContext services, @Nullable BackingServers servers, DataDirectory data) {
        try (data;
                servers;
                services) {
            // in the reverse of this order
        }
    }
}
