package io.trovex.index.opensearch;

import static io.trovex.index.lucene.Documents.document;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Topics;
import io.trovex.index.IndexApplication;
import io.trovex.index.engine.GenerationDirectories;
import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.index.engine.SearchIndex;
import io.trovex.stage.EventCodec;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** The service on OpenSearch while its node is killed and started again. */
@ExtendWith(SpringExtension.class)
@EmbeddedKafka(partitions = 1)
class OpenSearchOutageIntegrationTests {
    private static final int DOCUMENTS = 1_000;

    @TempDir
    Path directory;

    @Autowired
    private EmbeddedKafkaBroker broker;

    private final HttpClient http = HttpClient.newHttpClient();
    private final OpenSearchSettings settings = SharedNode.settings(10_000);
    private final Generation generation = new Generation("G-" + settings.prefix(), "test-model", 4);
    private ConfigurableApplicationContext service;

    @BeforeEach
    void start() {
        service = open();
    }

    @AfterEach
    void stop() {
        service.close();
        http.close();
    }

    @Test
    void nothingIsLostWhenTheNodeIsKilledWhileItWritesNorWhenTheServiceStartsAgain() throws Exception {
        for (int i = 0; i < DOCUMENTS; i++) {
            send(document("d" + i, "text number" + i, 1, 0, 0, 0).event(generation));
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> documents() > 0);
        assertThat(search().statusCode()).isEqualTo(200);

        SharedNode.NODE.kill();
        HttpResponse<String> refused = search();
        HttpResponse<String> unsuggested = get("/v1/suggest?q=numb");
        HttpResponse<String> alive = get("/actuator/health/liveness");
        SharedNode.NODE.start();

        assertThat(alive.statusCode()).as(alive.body()).isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(unsuggested.statusCode()).as(unsuggested.body()).isEqualTo(503);
        assertThat(refused.body()).contains("\"code\":\"index_unavailable\"");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> documents() == DOCUMENTS);
        assertThat(search().body()).contains("\"doc_id\":\"d7\"");
        assertThat(deadLetters()).isZero();

        service.close();
        service = open();
        Map<Integer, Long> offsets = service.getBean(SearchIndex.class).offsets();
        assertThat(offsets.values()).containsExactly((long) DOCUMENTS);
        assertThat(documents()).isEqualTo(DOCUMENTS);

        deleteIndex();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> documents() == DOCUMENTS);
        assertThat(search().body()).contains("\"doc_id\":\"d7\"");
        assertThat(deadLetters()).isZero();
    }

    /** As an operator may: while the service runs, and nothing is being written. */
    private void deleteIndex() {
        try (OpenSearchEngine engine =
                new OpenSearchEngine(settings, new GenerationDirectories(directory), Clock.systemUTC())) {
            engine.delete(generation);
        }
    }

    private ConfigurableApplicationContext open() {
        return new SpringApplicationBuilder(IndexApplication.class)
                .properties(Map.ofEntries(
                        Map.entry("server.port", "0"),
                        Map.entry("spring.kafka.bootstrap-servers", broker.getBrokersAsString()),
                        Map.entry("trovex.topics.partitions", "1"),
                        Map.entry("trovex.generation.id", generation.id()),
                        Map.entry("trovex.generation.model", generation.model()),
                        Map.entry("trovex.generation.dimension", "4"),
                        Map.entry("trovex.index.engine", "opensearch"),
                        Map.entry("trovex.index.opensearch.url", settings.url().toString()),
                        Map.entry("trovex.index.opensearch.prefix", settings.prefix()),
                        Map.entry("trovex.index.opensearch.replicas", "0"),
                        Map.entry(
                                "trovex.index.directory",
                                directory.resolve("index").toString()),
                        Map.entry(
                                "trovex.objects.directory",
                                directory.resolve("objects").toString())))
                .run();
    }

    private void send(DocumentEmbedded event) {
        byte[] value = service.getBean(EventCodec.class).encode(event);
        var _ = kafka().send(new ProducerRecord<>(
                generation.topic(),
                null,
                event.docId().getBytes(UTF_8),
                value,
                List.of(new RecordHeader(Headers.ORIGIN, "3:42".getBytes(UTF_8)))));
    }

    @SuppressWarnings("unchecked")
    private KafkaTemplate<byte[], byte[]> kafka() {
        return service.getBean(KafkaTemplate.class);
    }

    private int documents() {
        try {
            return service.getBean(SearchIndex.class).statistics().documents();
        } catch (IndexUnavailableException _) {
            return -1;
        }
    }

    private HttpResponse<String> search() throws Exception {
        return get("/v1/search?mode=keyword&q=number7");
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://localhost:" + service.getEnvironment().getProperty("local.server.port") + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private long deadLetters() {
        try (Consumer<byte[], byte[]> consumer = new DefaultKafkaConsumerFactory<>(
                        Map.of("bootstrap.servers", broker.getBrokersAsString()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())
                .createConsumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.deadLetters(generation.topic())).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }
}
