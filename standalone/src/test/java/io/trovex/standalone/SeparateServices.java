package io.trovex.standalone;

import io.trovex.embedding.EmbeddingApplication;
import io.trovex.feedback.FeedbackApplication;
import io.trovex.index.IndexApplication;
import io.trovex.ingest.IngestApplication;
import io.trovex.standalone.broker.EmbeddedBroker;
import io.trovex.standalone.redis.EmbeddedRedis;
import io.trovex.validation.ValidationApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The five services as five processes against one broker and one Redis. */
record SeparateServices(
        EmbeddedRedis redis,
        EmbeddedBroker broker,
        ServiceProcess ingest,
        ServiceProcess validation,
        ServiceProcess embedding,
        ServiceProcess index,
        ServiceProcess feedback)
        implements AutoCloseable {

    /** @param indexProperties further ones of the index service, as {@code --name=value} */
    static SeparateServices start(Path data, List<String> indexProperties) throws IOException {
        EmbeddedRedis redis = EmbeddedRedis.start(data.resolve("redis"), LoopbackPorts.free());
        EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("kafka"), LoopbackPorts.free(), LoopbackPorts.free());
        List<String> common = List.of(
                "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--spring.data.redis.port=" + redis.port(),
                "--trovex.objects.directory=" + data.resolve("objects"),
                "--trovex.index.directory=" + data.resolve("index"));
        ServiceProcess embedding = ServiceProcess.start(EmbeddingApplication.class, data, common);
        List<String> ofIndex = new ArrayList<>(common);
        ofIndex.add("--trovex.index.embedder.url=" + embedding.url());
        ofIndex.addAll(indexProperties);
        SeparateServices services = new SeparateServices(
                redis,
                broker,
                ServiceProcess.start(IngestApplication.class, data, common),
                ServiceProcess.start(ValidationApplication.class, data, common),
                embedding,
                ServiceProcess.start(IndexApplication.class, data, ofIndex),
                ServiceProcess.start(FeedbackApplication.class, data, common));
        try {
            services.all().forEach(ServiceProcess::awaitReadiness);
            return services;
        } catch (RuntimeException | Error e) {
            try (services) {
                throw e;
            }
        }
    }

    List<ServiceProcess> all() {
        return List.of(ingest, validation, embedding, index, feedback);
    }

    @Override
    public void close() throws IOException {
        all().forEach(ServiceProcess::close);
        broker.close();
        redis.close();
    }
}
