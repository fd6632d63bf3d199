package io.trovex.standalone;

import io.trovex.embedding.ObjectFiles;
import io.trovex.embedding.model.ModelCatalogue;
import io.trovex.embedding.model.ModelFiles;
import io.trovex.embedding.model.ModelRefusedException;
import io.trovex.embedding.model.UnknownModelException;
import io.trovex.embedding.model.WantedProvider;
import io.trovex.stage.objects.ObjectStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.kafka.core.KafkaAdmin;

/** A whole running Trovex: five services, broker, Redis, index, on one data directory. */
public final class Pipeline implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String MODEL = "embeddingModel";

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
     * Returns when a document can be submitted and a search answered, from keywords alone if the serving generation's
     * model cannot be used.
     *
     * @throws StartFailure if the port is taken, the data directory is in use, or the like
     */
    public static Pipeline start(PipelineSettings settings) {
        long start = System.nanoTime();
        int dimension = dimension(settings);
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

    /** One of its parts, to take away. */
    <T> T part(Class<T> type) {
        return services.getBean(type);
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
        ConfigurableEnvironment environment = context.getEnvironment();
        Path models = Path.of(environment.getRequiredProperty("trovex.embedding.models"));
        Path graphs = Path.of(environment.getRequiredProperty("trovex.embedding.graphs"));
        ModelFiles files = new ModelFiles(new ObjectFiles(() -> context.getBean(ObjectFiles.STORE, ObjectStore.class)));
        WantedProvider provider = Binder.get(environment)
                .bind("trovex.embedding.provider", WantedProvider.class)
                .orElse(WantedProvider.CPU);
        context.addBeanFactoryPostProcessor(
                new EarlyLoads(settings.model(), new ModelCatalogue(models, graphs, files, provider)));
        context.registerBean(
                BackingServersGate.class, () -> new BackingServersGate(servers, context.getBean(KafkaAdmin.class)));
    }

    private static void awaitReadiness(HealthEndpoint health) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var readiness = health.healthForPath("readiness");
            if (readiness != null && isAnswering(readiness)) {
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

    /** Without the serving generation's model too: its documents wait, and searches are answered from keywords. */
    private static boolean isAnswering(HealthDescriptor readiness) {
        if (readiness.getStatus().equals(Status.UP)) {
            return true;
        }
        Map<String, HealthDescriptor> parts =
                readiness instanceof CompositeHealthDescriptor composite ? composite.getComponents() : null;
        return parts != null && parts.entrySet().stream().allMatch(part -> isAnswering(part.getKey(), part.getValue()));
    }

    private static boolean isAnswering(String part, HealthDescriptor health) {
        return health.getStatus().equals(Status.UP)
                || (part.equals(MODEL) && health.getStatus().equals(Status.OUT_OF_SERVICE));
    }

    private static int dimension(PipelineSettings settings) {
        Path models = Path.of(settings.properties()
                .getOrDefault(
                        "trovex.embedding.models",
                        settings.data().resolve("models").toString()));
        try (ModelCatalogue catalogue = new ModelCatalogue(models, settings.data(), ModelFiles.local())) {
            return catalogue.describe(settings.model()).dimension();
        } catch (UnknownModelException | ModelRefusedException e) {
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
