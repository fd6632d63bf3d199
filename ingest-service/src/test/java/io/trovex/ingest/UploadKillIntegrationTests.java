package io.trovex.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.ingest.Downstream.Submitted;
import io.trovex.ingest.Http.Answer;
import io.trovex.ingest.upload.web.Multipart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** Workers that are killed in the middle of an extraction, as processes of their own. */
class UploadKillIntegrationTests {
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);
    private static final RedisProcess REDIS = new RedisProcess();

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() {
        BROKER.afterPropertiesSet();
    }

    @AfterAll
    static void stop() {
        REDIS.close();
        BROKER.destroy();
    }

    @Test
    void whatAKilledWorkerHadInHandAnotherOneFinishes() throws Exception {
        try (IngestProcess first = ingest("first");
                Downstream downstream = downstream()) {
            downstream.submitted(upload(first, "warm-up"));
            ProcessHandle extractor = first.children().getFirst();
            signal("STOP", extractor);
            try {
                String docId = upload(first, "in hand");
                await().until(() ->
                        first.http().get("/v1/uploads").json().path("in_hand").asInt() == 1);
                assertThat(first.http()
                                .get("/v1/documents/" + docId)
                                .json()
                                .path("status")
                                .asString())
                        .isEqualTo("extracting");

                first.kill();
                try (IngestProcess second = ingest("second")) {
                    Submitted submitted = downstream.submitted(docId);

                    assertThat(submitted.event().content()).isEqualTo("in hand");
                    await().untilAsserted(() -> assertThat(second.http()
                                    .get("/v1/uploads")
                                    .json()
                                    .path("queued")
                                    .asInt())
                            .isZero());
                    assertThat(downstream.all())
                            .filteredOn(each -> each.event().docId().equals(docId))
                            .hasSize(1);
                }
            } finally {
                extractor.destroyForcibly();
            }
        }
    }

    /** The extracting process dies at each try; at the third the task is given up, and the next file is read. */
    @Test
    void aTaskThatKillsItsExtractorIsGivenUp() throws Exception {
        try (IngestProcess service = ingest("third");
                Downstream downstream = downstream()) {
            downstream.submitted(upload(service, "warm-up"));
            signal("STOP", service.children().getFirst());
            String docId = upload(service, "deadly");

            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> {
                        service.children().forEach(child -> child.destroyForcibly());
                        assertThat(service.http()
                                        .get("/v1/documents/" + docId)
                                        .json()
                                        .path("status")
                                        .asString(""))
                                .isEqualTo("dead_lettered");
                    });

            assertThat(service.http()
                            .get("/v1/documents/" + docId)
                            .json()
                            .at("/violations/0/code")
                            .asString())
                    // given up: on a busy machine an answer of Redis can come too late, and then nobody has begun
                    .isIn("extraction_crashed", "extraction_gave_up");
            assertThat(downstream.submitted(upload(service, "after")).event().content())
                    .isEqualTo("after");
        }
    }

    private static IngestProcess ingest(String name) throws IOException {
        return IngestProcess.start(
                directory.resolve(name + ".log"),
                List.of(
                        "--spring.data.redis.port=" + REDIS.port(),
                        "--spring.kafka.bootstrap-servers=" + BROKER.getBrokersAsString(),
                        "--trovex.objects.directory=" + directory.resolve("objects"),
                        "--trovex.uploads.workers=1",
                        // the status consumer of the killed one must not hold up the next one
                        "--spring.kafka.consumer.properties.session.timeout.ms=6000",
                        "--trovex.uploads.claim-after=1s"));
    }

    private static Downstream downstream() {
        return new Downstream(
                BROKER.getBrokersAsString(),
                new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(
                        Map.of("bootstrap.servers", BROKER.getBrokersAsString()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())));
    }

    private static String upload(IngestProcess service, String text) {
        Answer answer = service.http()
                .send(
                        "POST",
                        "/v1/documents/files",
                        Multipart.TYPE,
                        new Multipart()
                                .file("a.txt", "text/plain", text.getBytes(UTF_8))
                                .end());
        assertThat(answer.status()).isEqualTo(202);
        return answer.json().path("doc_id").asString();
    }

    private static void signal(String signal, ProcessHandle process) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertThat(exit).isZero();
    }
}
