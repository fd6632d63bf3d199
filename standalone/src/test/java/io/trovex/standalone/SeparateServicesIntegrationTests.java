package io.trovex.standalone;

import io.trovex.client.TrovexClient;
import io.trovex.embedding.EmbeddingApplication;
import io.trovex.feedback.FeedbackApplication;
import io.trovex.index.IndexApplication;
import io.trovex.ingest.IngestApplication;
import io.trovex.standalone.broker.EmbeddedBroker;
import io.trovex.standalone.redis.EmbeddedRedis;
import io.trovex.validation.ValidationApplication;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The five services as five processes against one broker and one Redis. */
class SeparateServicesIntegrationTests extends EndToEndContract {
    @TempDir
    static Path data;

    static EmbeddedBroker broker;
    static EmbeddedRedis redis;
    static final List<ServiceProcess> SERVICES = new ArrayList<>();
    static ServiceProcess ingest;
    static ServiceProcess index;

    @BeforeAll
    static void start() throws Exception {
        redis = EmbeddedRedis.start(data.resolve("redis"), LoopbackPorts.free());
        broker = EmbeddedBroker.start(data.resolve("kafka"), LoopbackPorts.free(), LoopbackPorts.free());
        ServiceProcess embedding = start(EmbeddingApplication.class);
        ingest = start(IngestApplication.class);
        start(ValidationApplication.class);
        start(FeedbackApplication.class);
        index = start(IndexApplication.class, "--trovex.index.embedder.url=" + embedding.url());
        SERVICES.forEach(ServiceProcess::awaitReadiness);
    }

    @AfterAll
    static void stop() throws Exception {
        for (ServiceProcess service : SERVICES) {
            service.close();
        }
        broker.close();
        redis.close();
    }

    @Override
    TrovexClient ingest() {
        return ingest.client();
    }

    @Override
    TrovexClient index() {
        return index.client();
    }

    private static ServiceProcess start(Class<?> application, String... properties) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--spring.data.redis.port=" + redis.port(),
                "--trovex.objects.directory=" + data.resolve("objects"),
                "--trovex.index.directory=" + data.resolve("index")));
        all.addAll(List.of(properties));
        ServiceProcess service = ServiceProcess.start(application, data, all);
        SERVICES.add(service);
        return service;
    }
}
