package io.trovex.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.contracts.ContentRef;
import io.trovex.contracts.Headers;
import io.trovex.ingest.Downstream.Submitted;
import io.trovex.ingest.Http.Answer;
import io.trovex.ingest.objects.AddressScan;
import io.trovex.ingest.upload.FileKind;
import io.trovex.ingest.upload.Tasks;
import io.trovex.ingest.upload.UploadQueue;
import io.trovex.ingest.upload.extraction.SampleFiles;
import io.trovex.ingest.upload.web.Multipart;
import io.trovex.stage.objects.ClaimCheck;
import io.trovex.stage.objects.ObjectContent;
import io.trovex.stage.objects.ObjectStore;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Files over HTTP, through the stream and a real extracting process, into the log. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.kafka.bootstrap-servers=${spring.embedded.kafka.brokers}",
            "trovex.uploads.max-file-size=1MB",
            "trovex.uploads.max-request-size=2MB",
            "trovex.uploads.claim-after=1s"
        })
@EmbeddedKafka(partitions = 1)
class UploadIntegrationTests {
    private static final RedisProcess REDIS = new RedisProcess();

    @TempDir
    private static Path objects;

    @LocalServerPort
    private int port;

    @Autowired
    private EmbeddedKafkaBroker broker;

    @Autowired
    private KafkaTemplate<byte[], byte[]> kafka;

    @Autowired
    private ClaimCheck claims;

    @Autowired
    private ObjectStore store;

    @Autowired
    private UploadQueue queue;

    @Autowired
    private StringRedisTemplate redis;

    @Autowired
    private ServletContext servlets;

    private Http http;
    private Downstream downstream;

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry registry) {
        registry.add("spring.data.redis.port", REDIS::port);
        registry.add("trovex.objects.directory", objects::toString);
    }

    @BeforeEach
    void connect() {
        http = new Http(port);
        downstream = new Downstream(broker.getBrokersAsString(), kafka);
    }

    @AfterEach
    void disconnect() {
        downstream.close();
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @Test
    void aFileBecomesTheDocumentThatTheAnswerNames() throws Exception {
        byte[] pdf = SampleFiles.pdf("The manual", "Switch it off first.");

        Answer answer = upload(new Multipart()
                .field("doc_id", "manual/17")
                .field("source", "manuals")
                .field("timestamp", "2026-11-22T10:15:30Z")
                .field("metadata", "{\"product\": \"X200\", \"tags\": [\"a\", \"b\"], \"file_sha256\": \"mine\"}")
                .field("version", "7")
                .file("../manuals/x200.pdf", "application/pdf", pdf)
                .end());

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo("/v1/documents/manual%2F17");
        assertThat(answer.json().toString())
                .isEqualTo("{\"file\":\"x200.pdf\",\"doc_id\":\"manual/17\",\"version\":7,\"status\":\"extracting\"}");
        Submitted submitted = downstream.submitted("manual/17");
        assertThat(submitted.event().title()).isEqualTo("The manual");
        assertThat(submitted.event().content()).isEqualTo("Switch it off first.");
        assertThat(submitted.event().source()).isEqualTo("manuals");
        assertThat(submitted.event().version()).isEqualTo(7);
        assertThat(submitted.event().timestamp()).isEqualTo("2026-11-22T10:15:30Z");
        assertThat(submitted.event().metadata())
                .containsEntry("product", "X200")
                .containsEntry("file_name", "x200.pdf")
                .containsEntry("file_type", "application/pdf");
        assertThat(store.get(String.valueOf(submitted.event().metadata().get("file_sha256"))))
                .isEqualTo(pdf);
        await().untilAsserted(() -> {
            JsonNode status = http.get("/v1/documents/manual%2F17").json();
            assertThat(status.path("status").asString()).isEqualTo("submitted");
            assertThat(status.path("trace_id").asString())
                    .isEqualTo(submitted.header(Headers.TRACEPARENT).substring(3, 35));
        });
    }

    @Test
    void severalFilesAreAnsweredOneByOne() throws Exception {
        Answer answer = upload(new Multipart()
                .file("a.md", "text/markdown", "# Heading\n\nMarkdown.".getBytes(UTF_8))
                .file("b.docx", "application/octet-stream", SampleFiles.docx("Doc", "Docx."))
                .file("c.exe", "application/octet-stream", new byte[] {'M', 'Z', 0, 1, 2})
                .file("d.html", "text/html", "<title>Page</title><p>Html.".getBytes(UTF_8))
                .file("empty.txt", "text/plain", new byte[0])
                .end());

        assertThat(answer.status()).isEqualTo(202);
        JsonNode files = answer.json().path("files");
        assertThat(files.findValuesAsString("file")).containsExactly("a.md", "b.docx", "c.exe", "d.html", "empty.txt");
        assertThat(files.get(2).path("code").asString()).isEqualTo("unsupported_file_type");
        assertThat(files.get(4).path("code").asString()).isEqualTo("empty_file");
        assertThat(submittedTitle(files.get(0))).isEqualTo("Heading");
        assertThat(submittedTitle(files.get(1))).isEqualTo("Doc");
        assertThat(submittedTitle(files.get(3))).isEqualTo("Page");
    }

    @Test
    void aLongTextIsReferredTo() {
        String text = "A long text. ".repeat(5_000).strip();

        JsonNode answer = upload(new Multipart()
                        .file("long.txt", "text/plain", text.getBytes(UTF_8))
                        .end())
                .json();

        Submitted submitted = downstream.submitted(answer.path("doc_id").asString());
        assertThat(submitted.event().content()).isNull();
        assertThat(submitted.event().title()).isEqualTo("long.txt");
        assertThat(claims.redeem(null, submitted.event().contentRef())).isEqualTo(text);
    }

    @Test
    void aFileWithoutTextEndsAsADeadLetterThatSaysWhyAndCanBeTriedAgain() throws Exception {
        upload(new Multipart()
                .field("doc_id", "secret")
                .file("secret.pdf", "application/pdf", SampleFiles.encryptedPdf())
                .end());

        awaitDeadLetter("secret", "encrypted");
        JsonNode letter = letter("secret");
        assertThat(letter.path("code").asString()).isEqualTo("encrypted");
        String path = "/v1/uploads/dead-letters/" + letter.path("id").asString() + ":redrive";

        assertThat(http.post(path, "").status()).isEqualTo(202);

        assertThat(http.post(path, "").json().path("code").asString()).isEqualTo("unknown_dead_letter");
        await().untilAsserted(() -> assertThat(letter("secret").path("id").asString())
                .isNotEmpty()
                .isNotEqualTo(letter.path("id").asString()));

        String discard =
                "/v1/uploads/dead-letters/" + letter("secret").path("id").asString() + ":discard";
        assertThat(http.post(discard, "").status()).isEqualTo(204);
        assertThat(http.post(discard, "").json().path("code").asString()).isEqualTo("unknown_dead_letter");
        assertThat(letter("secret").path("id").isMissingNode()).isTrue();

        assertThat(http.get("/v1/uploads/dead-letters?before=1-0").json().path("dead_letters"))
                .isEmpty();
        assertThat(http.get("/v1/uploads/dead-letters?before=0-0")
                        .json()
                        .path("field")
                        .asString())
                .isEqualTo("before");
    }

    @Test
    void aTaskThatCannotBeDoneIsGivenUpAtOnce() {
        ContentRef noPdf = new ContentRef(store.put(ObjectContent.of(new byte[1])), 1);
        queue.offer(Tasks.task("hopeless", FileKind.PDF, noPdf));
        queue.offer(Tasks.task("lost", FileKind.PDF, new ContentRef("0".repeat(64), 1)));

        awaitDeadLetter("hopeless", "malformed_file");
        awaitDeadLetter("lost", "content_missing");
        assertThat(http.get("/v1/uploads").json().path("capacity").asLong()).isEqualTo(10_000);
    }

    /** Two workers, and more tasks than that, each of which fails in a way that nobody expects. */
    @Test
    void aTaskOverWhichAWorkerStumblesCostsNoWorker() {
        for (int i = 0; i < 3; i++) {
            queue.offer(Tasks.task("stumble-" + i, FileKind.TEXT, new ContentRef("no address", 1)));
        }

        for (int i = 0; i < 3; i++) {
            awaitDeadLetter("stumble-" + i, "extraction_gave_up");
        }
    }

    @Test
    void aTaskThatCannotBeReadIsGivenUpAndKeepsItsFile() {
        String address = "ab".repeat(32);
        redis.opsForStream().add("trovex:uploads", Map.of("task", "{\"kind\":\"SONG\",\"file\":\"" + address + "\"}"));

        JsonNode answer = upload(new Multipart()
                        .file("after.txt", "text/plain", "after".getBytes(UTF_8))
                        .end())
                .json();

        assertThat(downstream
                        .submitted(answer.path("doc_id").asString())
                        .event()
                        .content())
                .isEqualTo("after");
        List<String> kept = new ArrayList<>();
        queue.contents(content -> AddressScan.scan(content.getBytes(UTF_8), kept::add));
        assertThat(kept).contains(address);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            doc_id    | ' '      | doc_id    | blank
            version   | 0        | version   | out_of_range
            version   | "1"      | version   | wrong_type
            version   | x        | version   | malformed_json
            metadata  | {"a":    | metadata  | malformed_json
            metadata  | []       | metadata  | wrong_type
            metadata  | ''       | metadata  | malformed_json
            metadata  | {} {}    | metadata  | malformed_json
            metadata  | {"a":{}} | metadata.a | wrong_type
            timestamp | today    | timestamp | malformed
            content   | c        | content   | unknown_field
            """)
    void aRefusalNamesTheField(String name, String value, String field, String code) {
        Answer answer = upload(new Multipart()
                .field(name, value)
                .file("a.txt", "text/plain", "a".getBytes(UTF_8))
                .end());

        assertProblem(answer, 422, code);
        assertThat(answer.json().path("field").asString()).isEqualTo(field);
    }

    @Test
    void whatIsNoFileOfAKnownKindIsRefused() throws Exception {
        byte[] text = "a".getBytes(UTF_8);
        byte[] noise = new byte[5_000];
        new Random(1).nextBytes(noise);

        assertProblem(upload(new Multipart().field("title", "t").end()), 422, "required");
        assertProblem(
                upload(new Multipart().file("a", "text/plain", new byte[0]).end()), 422, "empty_file");
        assertProblem(
                upload(new Multipart().file("a.pdf", "application/pdf", noise).end()), 415, "unsupported_file_type");
        assertProblem(upload(new Multipart().file("a.txt", "text/plain", noise).end()), 415, "unsupported_file_type");
        assertProblem(
                upload(new Multipart()
                        .field("doc_id", "d")
                        .file("a.txt", "text/plain", text)
                        .file("b.txt", "text/plain", text)
                        .end()),
                422,
                "ambiguous");
    }

    @Test
    void whatIsTooLargeIsRefused() {
        byte[] large = new byte[(1 << 20) + 1];
        byte[] most = new byte[1 << 20];

        assertProblem(upload(new Multipart().file("a.txt", "text/plain", large).end()), 413, "file_too_large");
        assertProblem(
                upload(new Multipart()
                        .file("a.txt", "text/plain", most)
                        .file("b.txt", "text/plain", most)
                        .file("c.txt", "text/plain", most)
                        .end()),
                413,
                "request_too_large");
        Multipart many = new Multipart();
        for (int i = 0; i < 100; i++) {
            many.file("a.txt", "text/plain", new byte[1]);
        }
        assertProblem(upload(many.end()), 413, "too_many_parts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=another",
                "multipart/form-data; boundary=" + "x" // no such boundary in the body
            })
    void aBodyThatIsNotMultipartIsRefused(String type) {
        Answer answer = http.send(
                "POST",
                "/v1/documents/files",
                type,
                new Multipart().file("a.txt", "text/plain", new byte[1]).end());

        assertThat(answer.status()).isIn(400, 415, 422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("code").asString())
                .isIn("malformed_multipart", "unsupported_media_type", "required");
    }

    @Test
    void aTruncatedBodyIsRefused() {
        assertProblem(
                upload(new Multipart().file("a.txt", "text/plain", new byte[10]).unfinished()),
                400,
                "malformed_multipart");
        assertProblem(upload(BodyPublishers.ofString("--limit\r\nContent-Disp")), 400, "malformed_multipart");
        assertProblem(
                upload(BodyPublishers.ofString("--limit\r\n" + "A".repeat(20_000) + ": b\r\n\r\n")),
                400,
                "malformed_multipart");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/documents", "/v1/documents:bulk"})
    void noOtherEndpointTakesParts(String path) {
        Answer answer = http.send(
                "POST",
                path,
                Multipart.TYPE,
                new Multipart().file("a.txt", "text/plain", new byte[1]).end());

        assertProblem(answer, 415, "unsupported_media_type");
    }

    @Test
    void hostileNamesAreMadeHarmless() {
        JsonNode answer = upload(new Multipart()
                        .file("..\\\\..\\\\\u202Etxt.exe%00/\u0001ü.txt", "text/plain", "text".getBytes(UTF_8))
                        .end())
                .json();

        assertThat(answer.path("file").asString()).isEqualTo("ü.txt");
        assertThat(downstream
                        .submitted(answer.path("doc_id").asString())
                        .event()
                        .title())
                .isEqualTo("ü.txt");
    }

    @Test
    void theSameFileAgainUnderItsKeyHasTheFirstAnswerAndIsNotQueuedAgain() {
        Answer first = upload("key-1", text("a.txt", "once"));
        Answer second = upload("key-1", text("a.txt", "once"));

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.response().body()).isEqualTo(first.response().body());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertProblem(upload("key-1", text("a.txt", "other")), 422, "idempotency_key_reused");
        assertProblem(upload("key-1", text("b.txt", "once")), 422, "idempotency_key_reused");
        assertProblem(upload("", text("a.txt", "once")), 400, "malformed_idempotency_key");

        String docId = first.json().path("doc_id").asString();
        Submitted _ = downstream.submitted(docId);
        assertThat(upload("key-1", text("a.txt", "once")).json().path("doc_id").asString())
                .isEqualTo(docId);
        assertThat(downstream.all())
                .filteredOn(each -> "once".equals(each.event().content()))
                .hasSize(1);
    }

    @Test
    void aFileIsWaitedForUntilItIsIndexed() throws Exception {
        String path = "/v1/documents/files?wait_for=indexed";
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(
                () -> http.send("POST", path, Multipart.TYPE, text("w.txt", "waited for", "waited-for")));
        Submitted submitted = downstream.submitted("waited-for");
        assertThat(answer).isNotDone();
        downstream.indexed(submitted);

        assertThat(answer.get().status()).isEqualTo(200);
        assertThat(answer.get().header("Location")).isEqualTo("/v1/documents/waited-for");
        assertThat(answer.get().json().path("status").asString()).isEqualTo("indexed");
    }

    @Test
    void aFileThatCannotBeReadIsToldToTheOneWhoWaitsForIt() throws Exception {
        Answer answer = http.send(
                "POST",
                "/v1/documents/files?wait_for=indexed",
                Multipart.TYPE,
                new Multipart()
                        .file("secret.pdf", "application/pdf", SampleFiles.encryptedPdf())
                        .end());

        assertProblem(answer, 422, "encrypted");
        assertThat(answer.header("Location")).startsWith("/v1/documents/");
    }

    @Test
    void aWaitThatEndsEarlySaysSo() {
        Answer answer = http.send(
                "POST", "/v1/documents/files?wait_for=indexed&timeout=1ms", Multipart.TYPE, text("late.txt", "late"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("file").asString()).isEqualTo("late.txt");
        assertThat(answer.json().path("timed_out").asBoolean()).isTrue();
    }

    @Test
    void severalFilesHaveNeitherAKeyNorAWait() {
        Multipart two = new Multipart().file("a.txt", "text/plain", new byte[] {'a'});
        BodyPublisher body = two.file("b.txt", "text/plain", new byte[] {'b'}).end();

        assertProblem(upload("key-2", body), 400, "idempotency_key_not_supported");
        assertProblem(
                http.send("POST", "/v1/documents/files?wait_for=indexed", Multipart.TYPE, body), 422, "ambiguous");
        assertProblem(
                http.send("POST", "/v1/documents/files?wait_for=searched", Multipart.TYPE, body), 422, "unknown_value");
    }

    @Test
    void aDiskThatTakesNoFilesIsNotTheClientsFault() throws Exception {
        Path parts = ((File) servlets.getAttribute(ServletContext.TEMPDIR)).toPath();
        Path away = parts.resolveSibling(parts.getFileName() + "-away");
        Files.move(parts, away);
        Files.createFile(parts);
        try {
            Answer answer = upload(text("a.txt", "a".repeat(100_000)));

            assertProblem(answer, 503, "upload_storage_unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("5");
        } finally {
            Files.delete(parts);
            Files.move(away, parts);
        }
    }

    private static BodyPublisher text(String name, String text) {
        return new Multipart().file(name, "text/plain", text.getBytes(UTF_8)).end();
    }

    private static BodyPublisher text(String name, String text, String docId) {
        return new Multipart()
                .field("doc_id", docId)
                .file(name, "text/plain", text.getBytes(UTF_8))
                .end();
    }

    private Answer upload(String key, BodyPublisher body) {
        return http.sendWith("Idempotency-Key", key, "POST", "/v1/documents/files", Multipart.TYPE, body);
    }

    private void awaitDeadLetter(String docId, String code) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode status = http.get("/v1/documents/" + docId).json();
            assertThat(status.path("status").asString("")).isEqualTo("dead_lettered");
            assertThat(status.path("stage").asString()).isEqualTo("extraction");
            assertThat(status.at("/violations/0/code").asString()).isEqualTo(code);
        });
    }

    private JsonNode letter(String docId) {
        for (JsonNode letter : http.get("/v1/uploads/dead-letters").json().path("dead_letters")) {
            if (letter.at("/task/doc_id").asString("").equals(docId)) {
                return letter;
            }
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private String submittedTitle(JsonNode result) {
        return String.valueOf(
                downstream.submitted(result.path("doc_id").asString()).event().title());
    }

    private Answer upload(BodyPublisher body) {
        return http.send("POST", "/v1/documents/files", Multipart.TYPE, body);
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("code").asString()).isEqualTo(code);
    }
}
