package io.trovex.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.contracts.ContentRef;
import io.trovex.contracts.Topics;
import io.trovex.ingest.Http.Answer;
import io.trovex.ingest.upload.FileKind;
import io.trovex.ingest.upload.Tasks;
import io.trovex.ingest.upload.UploadQueue;
import io.trovex.stage.objects.ObjectContent;
import io.trovex.stage.objects.ObjectMissingException;
import io.trovex.stage.objects.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Collections over HTTP against a real log, a real queue and a real disk. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.kafka.bootstrap-servers=${spring.embedded.kafka.brokers}", "trovex.uploads.workers=0"})
@EmbeddedKafka(partitions = 2, brokerProperties = "log.cleaner.backoff.ms=100")
class GarbageCollectionIntegrationTests {
    private static final RedisProcess REDIS = new RedisProcess();
    private static final String OLD_GENERATION = Topics.documentsEmbedded("g0-retired");

    @TempDir
    private static Path objects;

    @LocalServerPort
    private int port;

    @Autowired
    private EmbeddedKafkaBroker broker;

    @Autowired
    private KafkaTemplate<byte[], byte[]> kafka;

    @Autowired
    private KafkaAdmin admin;

    @Autowired
    private ObjectStore store;

    @Autowired
    private UploadQueue queue;

    private Http http;

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry registry) {
        registry.add("spring.data.redis.port", REDIS::port);
        registry.add("trovex.objects.directory", objects::toString);
    }

    @BeforeEach
    void connect() {
        http = new Http(port);
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @Test
    void onlyWhatNothingRefersToIsCollectedAndOnlyWhenToldTo() throws Exception {
        admin.createOrModifyTopics(new NewTopic(OLD_GENERATION, 1, (short) 1));
        String submitted = old("by submitted only");
        String deadLetter = old("by a dead letter only");
        String generation = old("by an old generation only");
        String uploaded = old("by an upload only");
        String buried = old("by a given-up upload only");
        String garbage = old("by nothing");
        String young = store.put(ObjectContent.of("by nothing yet".getBytes(UTF_8)));
        send(Topics.DOCUMENTS_SUBMITTED, "a", "{\"content_ref\":{\"sha256\":\"" + submitted + "\",\"bytes\":1}}");
        send(Topics.deadLetters(Topics.DOCUMENTS_VALIDATED), "b", "{no JSON \"" + deadLetter + "\"");
        send(OLD_GENERATION, "c", "{\"content_ref\":{\"sha256\":\"" + generation + "\"}}");
        queue.offer(Tasks.task("d", FileKind.PDF, new ContentRef(buried, 1)));
        queue.bury(queue.take(Duration.ofMillis(10)).orElseThrow(), "encrypted", "why");
        queue.offer(Tasks.task("e", FileKind.PDF, new ContentRef(uploaded, 1)));

        JsonNode dryRun = collect("");

        assertThat(dryRun.path("dry_run").asBoolean()).isTrue();
        assertThat(dryRun.path("collectable").asLong()).isEqualTo(1);
        assertThat(dryRun.path("collectable_bytes").asLong()).isEqualTo("by nothing".length());
        assertThat(dryRun.path("young").asLong()).isPositive();
        assertThat(dryRun.path("removed").asLong()).isZero();
        assertThat(exists(garbage)).isTrue();

        JsonNode run = collect("?dry_run=false");

        assertThat(run.path("removed").asLong()).isEqualTo(1);
        assertThat(run.path("removed_bytes").asLong()).isEqualTo("by nothing".length());
        assertThat(exists(garbage)).isFalse();
        assertThat(List.of(submitted, deadLetter, generation, uploaded, buried, young))
                .allMatch(this::exists);
    }

    @Test
    void whatCompactionRemovedFromTheLogIsCollected() throws Exception {
        String topic = Topics.documentsEmbedded("compacted");
        admin.createOrModifyTopics(new NewTopic(topic, 1, (short) 1)
                .configs(Map.of(
                        "cleanup.policy", "compact",
                        "segment.ms", "100",
                        "min.cleanable.dirty.ratio", "0.001",
                        "max.compaction.lag.ms", "100")));
        String superseded = old("superseded");
        send(topic, "same key", reference(superseded));
        collect("?dry_run=false");
        assertThat(exists(superseded)).as("still in the log").isTrue();
        String current = old("current");
        send(topic, "same key", reference(current));

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    // the active segment is never compacted, so it must roll
                    send(topic, "other key", "{}");
                    collect("?dry_run=false");
                    assertThat(exists(superseded)).isFalse();
                });
        assertThat(exists(current)).isTrue();
    }

    /** Bodies whose objects are old garbage at that moment, sent while collections remove such objects. */
    @Test
    void aDocumentSubmittedMeanwhileNeverLosesItsBody() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger removed = new AtomicInteger();
        Thread collector = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                removed.addAndGet(collect("?dry_run=false").path("removed").asInt());
            }
        });
        List<String> bodies = new ArrayList<>();
        try {
            for (int i = 0; i < 150; i++) {
                String body = ("contended " + i + " ").repeat(2_000);
                old(body);
                if (i % 2 == 0) {
                    Thread.sleep(i % 10);
                    Answer answer = http.put("/v1/documents/contended-" + i, "{\"content\": \"" + body + "\"}");
                    assertThat(answer.status()).isEqualTo(202);
                    bodies.add(body);
                }
            }
        } finally {
            over.set(true);
            collector.join();
        }
        collect("?dry_run=false");

        assertThat(removed).hasPositiveValue();
        try (Downstream downstream = new Downstream(broker.getBrokersAsString(), kafka)) {
            for (int i = 0; i < bodies.size(); i++) {
                ContentRef reference = java.util.Objects.requireNonNull(
                        downstream.submitted("contended-" + 2 * i).event().contentRef());
                assertThat(new String(store.get(reference.sha256()), UTF_8)).isEqualTo(bodies.get(i));
            }
        }
    }

    private JsonNode collect(String query) {
        Answer answer = http.post("/v1/objects:gc" + query, "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
        JsonNode outcome = answer.lines().getLast();
        assertThat(outcome.path("state").asString()).isEqualTo("done");
        return outcome;
    }

    /** Stores an object as if long ago. */
    private String old(String text) throws IOException {
        String address = store.put(ObjectContent.of(text.getBytes(UTF_8)));
        Files.setLastModifiedTime(
                objects.resolve(address.substring(0, 2)).resolve(address),
                FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        return address;
    }

    private boolean exists(String address) {
        try {
            return store.get(address).length > 0;
        } catch (ObjectMissingException _) {
            return false;
        }
    }

    private void send(String topic, String key, String value) {
        var _ = kafka.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value.getBytes(UTF_8)))
                .join();
    }

    private static String reference(String address) {
        return "{\"content_ref\":{\"sha256\":\"" + address + "\"}}";
    }
}
