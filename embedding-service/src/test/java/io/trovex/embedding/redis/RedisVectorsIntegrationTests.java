package io.trovex.embedding.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Vector;
import io.trovex.embedding.SampleTexts;
import io.trovex.embedding.document.Embedding;
import io.trovex.embedding.engine.ContentKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Instances of the service, each with memory of its own, and one real Redis. */
class RedisVectorsIntegrationTests {
    private static final RedisVectorsSettings SETTINGS =
            new RedisVectorsSettings(Duration.ofHours(1), 1L << 30, Duration.ofMillis(200));
    private static final ContentKey KEY = new ContentKey("m@1/fused", 1, 2, 3, 4);

    private static RedisUnderTest redis;

    private final List<Instance> instances = new ArrayList<>();
    private LettuceConnectionFactory connections;

    @BeforeAll
    static void startRedis() throws IOException {
        redis = new RedisUnderTest();
    }

    @AfterAll
    static void stopRedis() throws IOException {
        redis.close();
    }

    @BeforeEach
    void forgetEverything() {
        connections = new LettuceConnectionFactory("127.0.0.1", redis.port());
        connections.afterPropertiesSet();
        connections.start();
        try (RedisConnection connection = connections.getConnection()) {
            connection.serverCommands().flushAll();
        }
    }

    @AfterEach
    void close() {
        instances.forEach(Instance::close);
        connections.destroy();
    }

    @Test
    void anotherInstanceEmbedsTheSameCorpusWithoutAnInference() throws Exception {
        List<String> corpus = SampleTexts.all().stream()
                .map(text -> text.substring(0, Math.min(80, text.length())))
                .distinct()
                .limit(60)
                .toList();
        Instance first = instance(SETTINGS);
        List<Vector> made = first.engine().passages(corpus);
        first.awaitKept(corpus.size());
        Instance second = instance(SETTINGS);

        List<Vector> found = second.engine().passages(corpus);

        assertThat(found).isEqualTo(made);
        assertThat(first.inferences()).isEqualTo(corpus.size());
        assertThat(second.inferences()).isZero();
        assertThat(second.recalled()).isEqualTo(corpus.size());
        assertThat(second.lookups()).as("one round trip for all of them").isEqualTo(1);
        second.engine().passages(corpus);
        assertThat(second.lookups()).as("they are in memory now").isEqualTo(1);
    }

    @Test
    void aChangeOfMetadataAloneCostsNoInferenceAnywhere() throws Exception {
        String body = "Owls hunt at night. Larks sing at dawn. ".repeat(20);
        Instance first = instance(SETTINGS);
        Embedding before = first.embedder().embed(document(Map.of("shelf", 1)), body);
        long passages = first.inferences();
        first.awaitKept(passages);
        assertThat(passages).isGreaterThan(1);
        Instance second = instance(SETTINGS);

        Embedding after = second.embedder().embed(document(Map.of("shelf", 2)), body);
        first.embedder().embed(document(Map.of("shelf", 2)), body);

        assertThat(((Embedding.Embedded) after).document().passages())
                .isEqualTo(((Embedding.Embedded) before).document().passages());
        assertThat(second.inferences()).isZero();
        assertThat(first.inferences()).isEqualTo(passages);
    }

    @Test
    void withoutRedisVectorsAreMadeAndLaterSharedAgain() throws Exception {
        Instance instance = instance(SETTINGS);
        redis.kill();

        for (int i = 0; i < 5; i++) {
            assertThat(instance.engine().passages(List.of("made without Redis " + i)))
                    .hasSize(1);
        }
        assertThat(instance.inferences()).isEqualTo(5);
        Awaitility.await().until(() -> !instance.isUp());

        redis.restart();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(instance::isUp);
        instance.engine().passages(List.of("made with Redis"));
        // what waited while Redis was away may be among them
        Awaitility.await().until(() -> instance.kept("kept") >= 1);
    }

    @Test
    void aRedisThatHangsIsWaitedForOnce() throws Exception {
        Instance instance = instance(SETTINGS);
        redis.suspend();
        try {
            long start = System.nanoTime();
            instance.shared().find(List.of(KEY), 3);
            Duration first = Duration.ofNanos(System.nanoTime() - start);
            start = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                assertThat(instance.shared().find(List.of(KEY), 3)).isEmpty();
            }
            Duration others = Duration.ofNanos(System.nanoTime() - start);

            assertThat(first).isLessThan(SETTINGS.timeout().multipliedBy(3));
            assertThat(others).isLessThan(SETTINGS.timeout().multipliedBy(2));
        } finally {
            redis.resume();
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(instance::isUp);
    }

    @Test
    void nothingIsKeptWhileRedisIsFull() {
        Instance instance = instance(new RedisVectorsSettings(Duration.ofHours(1), 1, Duration.ofMillis(200)));

        instance.shared().keep(KEY, Vector.of(new float[] {1, 2, 3}));

        Awaitility.await().until(() -> instance.kept("no_room") == 1);
        assertThat(instance.shared().find(List.of(KEY), 3)).isEmpty();
    }

    @Test
    void aVectorIsFoundByItsMakerAndTextForAsLongAsItLives() {
        Instance instance = instance(SETTINGS);
        Vector vector = Vector.of(new float[] {1, -2.5f, Float.MIN_VALUE});

        instance.shared().keep(KEY, vector);
        instance.awaitKept(1);

        assertThat(instance.shared().find(List.of(KEY), 3)).isEqualTo(Map.of(KEY, vector));
        assertThat(instance.shared().find(List.of(new ContentKey("m@2/fused", 1, 2, 3, 4)), 3))
                .isEmpty();
        assertThat(instance.shared().find(List.of(new ContentKey("m@1/fused", 1, 2, 3, 5)), 3))
                .isEmpty();
        assertThat(instance.shared().find(List.of(KEY), 4))
                .as("of another dimension")
                .isEmpty();
        try (RedisConnection connection = connections.getConnection()) {
            assertThat(connection.keyCommands().ttl(VectorKey.of(KEY))).isBetween(3_500L, 3_600L);
        }
    }

    private Instance instance(RedisVectorsSettings settings) {
        Instance instance = new Instance(connections, settings);
        instances.add(instance);
        return instance;
    }

    private static DocumentValidated document(Map<String, Object> metadata) {
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        return new DocumentValidated(
                "d1",
                7,
                Operation.UPSERT,
                "Birds",
                "",
                null,
                "f".repeat(64),
                "test",
                now,
                "en",
                metadata,
                null,
                null,
                now);
    }
}
