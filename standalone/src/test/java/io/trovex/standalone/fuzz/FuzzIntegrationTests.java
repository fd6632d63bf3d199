package io.trovex.standalone.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.client.Document;
import io.trovex.client.ItemResult;
import io.trovex.client.TrovexClient;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Topics;
import io.trovex.standalone.Pipeline;
import io.trovex.standalone.PipelineSettings;
import io.trovex.standalone.fuzz.HostileRequests.Hostile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever comes in, nothing answers 5xx, every refusal explains itself, and neighbours get through.
 *
 * <p>The same every time, so that a build fails for what it changes: {@code trovex.fuzz.seed} throws other things, {@code trovex.fuzz.requests} and {@code trovex.fuzz.records} make it longer.
 */
class FuzzIntegrationTests {
    private static final long SEED = Long.getLong("trovex.fuzz.seed", 20_261_123);
    private static final int REQUESTS = Integer.getInteger("trovex.fuzz.requests", 10_000);
    private static final int RECORDS = Integer.getInteger("trovex.fuzz.records", 2_000);
    private static final int AT_ONCE = 64;
    private static final int NEIGHBOURS = 100;
    private static final Pattern FAILED_ANSWER = Pattern.compile("\"status\":5\\d\\d");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path data;

    static Pipeline pipeline;
    static TrovexClient client;

    @BeforeAll
    static void start() {
        System.out.println("fuzz seed " + SEED + ": repeat with -Dtrovex.fuzz.seed=" + SEED);
        pipeline = Pipeline.start(PipelineSettings.in(data));
        client = new TrovexClient(pipeline.url());
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void requestsAreAnsweredOrRefusedWithAReason() throws Exception {
        HostileRequests hostile = new HostileRequests(SEED);
        List<Hostile> requests = new ArrayList<>(REQUESTS);
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(hostile.next(i));
        }
        ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
        Map<Integer, Integer> statuses = new TreeMap<>();
        List<ItemResult> neighbours = new ArrayList<>();
        Semaphore room = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < requests.size(); i++) {
                Hostile request = requests.get(i);
                answers.add(threads.submit(limited(room, request, complaints)));
                if (i % (REQUESTS / NEIGHBOURS) == 0) {
                    neighbours.addAll(client.submit(List.of(neighbour("http", neighbours.size())), false));
                }
            }
            for (Future<Integer> answer : answers) {
                statuses.merge(answer.get(), 1, Integer::sum);
            }
        }
        for (Hostile huge : hostile.huge()) {
            statuses.merge(judge(huge, complaints), 1, Integer::sum);
        }

        System.out.println("fuzz: " + REQUESTS + " requests, by status " + statuses);
        assertThat(complaints)
                .as("seed " + SEED + ": the first of " + complaints.size())
                .isEmpty();
        assertSettled(neighbours);
        assertIndexed("http", neighbours.size());
    }

    @Test
    void recordsGoOnOrBecomeDeadLettersThatSayWhy() throws Exception {
        Random random = new Random(SEED);
        HostileRecords hostile = new HostileRecords(random);
        List<String> topics = List.of(
                Topics.DOCUMENTS_SUBMITTED,
                Topics.DOCUMENTS_VALIDATED,
                new Generation("g1-" + PipelineSettings.DEFAULT_MODEL, PipelineSettings.DEFAULT_MODEL, 384).topic(),
                Topics.FEEDBACK_EVENTS,
                Topics.DOCUMENTS_INDEXED,
                Topics.SEARCH_QUERIES,
                Topics.PIPELINE_CONTROL,
                Topics.deadLetters(Topics.DOCUMENTS_VALIDATED));
        Set<String> staged = Set.copyOf(topics.subList(0, 4));
        Set<String> doomed = new HashSet<>();
        List<ItemResult> neighbours = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", pipeline.bootstrapServers(), "max.request.size", 16 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                String topic = topics.get(i % topics.size());
                boolean broken = staged.contains(topic) && random.nextInt(3) == 0;
                boolean decision = topic.equals(Topics.PIPELINE_CONTROL) && random.nextBoolean();
                ProducerRecord<byte[], byte[]> record =
                        decision ? hostile.decision() : broken ? hostile.broken(topic, i) : hostile.any(topic, i);
                RecordMetadata written = producer.send(record).get();
                if (broken) {
                    doomed.add(topic + ":" + written.partition() + ":" + written.offset());
                }
                if (i % (RECORDS / NEIGHBOURS) == 0) {
                    neighbours.addAll(client.submit(List.of(neighbour("log", neighbours.size())), false));
                }
            }
            RecordMetadata written =
                    producer.send(hostile.huge(Topics.DOCUMENTS_VALIDATED)).get();
            doomed.add(written.topic() + ":" + written.partition() + ":" + written.offset());
        }

        assertSettled(neighbours);
        assertIndexed("log", neighbours.size());
        try (DeadRecords dead = new DeadRecords(pipeline.bootstrapServers())) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(dead.origins()).as("seed " + SEED).containsAll(doomed));
        }
        List<JsonNode> letters = deadLetters();
        System.out.println(
                "fuzz: " + RECORDS + " records, " + doomed.size() + " doomed, " + letters.size() + " dead letters");
        assertThat(letters)
                .as("seed " + SEED)
                .hasSizeGreaterThanOrEqualTo(doomed.size())
                .allSatisfy(letter -> {
                    assertThat(letter.path("stage").asString())
                            .as("of the serving generation, or of one that a decision happened to create")
                            .matches("(validation|embedding|index|feedback)(\\..+)?");
                    assertThat(letter.path("fingerprint").asString()).matches("[0-9a-f]{16}");
                    assertThat(letter.path("violations")).isNotEmpty().allSatisfy(violation -> {
                        assertThat(violation.path("code").asString()).isNotBlank();
                        assertThat(violation.path("detail").asString()).isNotBlank();
                    });
                });
        assertThat(client.get("/v1/dead-letters/groups").path("groups")).isNotEmpty();
        assertThat(client.text("/v1/dead-letters/report")).contains("## By cause");
        assertThat(client.get("/v1/generations").path("generations"))
                .as("no decision brought down the generation that serves")
                .filteredOn(generation -> generation.path("state").asString().equals("serving"))
                .hasSize(1);
        assertThat(client.post("/v1/replays", Map.of("stage", "validation"))
                        .path("stage")
                        .asString())
                .isEqualTo("validation");
        assertThat(client.get("/v1/replays").path("replays")).isNotEmpty();
        assertThat(client.get("/actuator/health/readiness").path("status").asString())
                .isEqualTo("UP");
    }

    private static Callable<Integer> limited(
            Semaphore room, Hostile request, ConcurrentLinkedQueue<String> complaints) {
        return () -> {
            room.acquire();
            try {
                return judge(request, complaints);
            } finally {
                room.release();
            }
        };
    }

    private static int judge(Hostile request, ConcurrentLinkedQueue<String> complaints) throws IOException {
        RawHttp.Response response = RawHttp.exchange(pipeline.url().getPort(), request.bytes());
        String complaint = complaint(request, response);
        if (complaint != null) {
            String sent =
                    request.latin().substring(0, Math.min(300, request.latin().length()));
            complaints.add(complaint + "\n--- " + request.name() + "\n" + sent + "\n--- answered\n" + response.head()
                    + "\n" + response.body() + "\n");
        }
        return response.status();
    }

    /** What is wrong with the answer, null if nothing is. */
    private static @Nullable String complaint(Hostile request, RawHttp.Response response) {
        if (response.status() >= 500) {
            return "a failure of ours";
        }
        if (FAILED_ANSWER.matcher(response.body()).find() && request.latin().contains(" /v1/searches")) {
            return "a failure of ours among several answers";
        }
        if (response.status() == 0) {
            return request.name().equals("short body") || request.name().equals("header") ? null : "no answer";
        }
        if (response.status() < 400) {
            return null;
        }
        if (!response.isProblem()) {
            return "no problem";
        }
        try {
            String body = response.body();
            JsonNode problem = JSON.readTree(body.substring(Math.max(0, body.indexOf('{')), body.lastIndexOf('}') + 1));
            boolean explains = !problem.path("code").asString("").isBlank()
                    && !problem.path("detail").asString("").isBlank()
                    && problem.path("trace_id").asString("").matches("[0-9a-f]{32}")
                    && problem.path("status").asInt() == response.status();
            return explains ? null : "a problem that does not explain itself";
        } catch (JacksonException e) {
            return "a problem that is no JSON: " + e.getMessage();
        }
    }

    private static Document neighbour(String kind, int number) {
        return Document.of(
                "good-" + kind + "-" + number, null, "A quiet neighbour, number " + number + ", of " + kind, kind);
    }

    private static void assertSettled(List<ItemResult> neighbours) {
        assertThat(neighbours).hasSizeGreaterThanOrEqualTo(NEIGHBOURS).allMatch(item -> item.status() == 202);
        client.awaitSettled(neighbours);
    }

    private static void assertIndexed(String kind, int count) {
        assertThat(IntStream.range(0, count)
                        .mapToObj(i -> client.document("good-" + kind + "-" + i)
                                .path("status")
                                .asString()))
                .as("seed " + SEED)
                .containsOnly("indexed");
    }

    /** Those that a stage wrote, not the test. */
    private static List<JsonNode> deadLetters() {
        List<JsonNode> letters = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = client.get("/v1/dead-letters?size=200" + cursor);
            page.path("letters")
                    .valueStream()
                    .filter(letter -> !letter.path("doc_id").asString("").startsWith(HostileRecords.PLANTED))
                    .forEach(letters::add);
            cursor = page.has("next_cursor")
                    ? "&cursor=" + page.path("next_cursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        return letters;
    }
}
