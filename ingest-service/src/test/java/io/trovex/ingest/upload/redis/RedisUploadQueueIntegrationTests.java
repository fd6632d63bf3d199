package io.trovex.ingest.upload.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.trovex.ingest.RedisProcess;
import io.trovex.ingest.UploadProperties;
import io.trovex.ingest.upload.BuriedUpload;
import io.trovex.ingest.upload.QueueDepth;
import io.trovex.ingest.upload.QueueUnavailableException;
import io.trovex.ingest.upload.TakenUpload;
import io.trovex.ingest.upload.Tasks;
import io.trovex.ingest.upload.UploadQueue;
import io.trovex.ingest.upload.UploadTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.connection.stream.StreamRecords;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.util.unit.DataSize;

/** The queue against a real Redis; two objects stand for two replicas. */
class RedisUploadQueueIntegrationTests {
    private static final RedisProcess REDIS = new RedisProcess();
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final Duration CLAIM_AFTER = Duration.ofSeconds(1);
    private static final Pattern DOC_ID = Pattern.compile("\"doc_id\":\"([^\"]*)\"");
    private static final Duration SHORT = Duration.ofMillis(50);

    private static final LettuceConnectionFactory CONNECTIONS = connections(REDIS.port());

    private final StringRedisTemplate redis = new StringRedisTemplate(CONNECTIONS);
    private final RedisUploadQueue queue = queue(redis);
    private final RedisUploadQueue other = queue(redis);

    @AfterAll
    static void stop() {
        CONNECTIONS.destroy();
        REDIS.close();
    }

    @BeforeEach
    void empty() {
        redis.delete(List.of(RedisUploadQueue.STREAM, RedisUploadQueue.DEAD_LETTERS));
    }

    @Test
    void handsOutEachTaskOnceInItsOrderAndUnchanged() {
        UploadTask first = Tasks.task("first");
        assertThat(queue.offer(first)).isTrue();
        assertThat(queue.offer(Tasks.task("second"))).isTrue();

        TakenUpload taken = queue.take(SHORT).orElseThrow();

        assertThat(taken.task()).isEqualTo(first);
        assertThat(taken.deliveries()).isEqualTo(1);
        assertThat(docId(other)).isEqualTo("second");
        assertThat(queue.take(SHORT)).isEmpty();
    }

    @Test
    void aFullQueueRefusesAndDropsNothing() {
        for (int i = 0; i < 3; i++) {
            assertThat(queue.offer(Tasks.task("d" + i))).isTrue();
        }

        assertThat(queue.offer(Tasks.task("d3"))).isFalse();

        assertThat(queue.depth()).isEqualTo(new QueueDepth(3, 0, 0, 3));
        assertThat(queue.depth().isFull()).isTrue();
        TakenUpload taken = queue.take(SHORT).orElseThrow();
        assertThat(queue.offer(Tasks.task("d3")))
                .as("a task in hand still counts")
                .isFalse();
        queue.done(taken.id());
        assertThat(queue.offer(Tasks.task("d3"))).isTrue();
        assertThat(docIds()).containsExactly("d1", "d2", "d3");
    }

    @Test
    void aTaskThatNobodyHoldsAnyMoreIsHandedOutAgainAndCounted() {
        queue.offer(Tasks.task("abandoned"));
        String id = queue.take(SHORT).orElseThrow().id();

        assertThat(other.take(SHORT)).isEmpty();
        TakenUpload again = await().atMost(Duration.ofSeconds(5))
                .until(() -> other.take(SHORT), t -> t.isPresent())
                .orElseThrow();

        assertThat(again.id()).isEqualTo(id);
        assertThat(again.deliveries()).isEqualTo(2);
    }

    @Test
    void aTaskThatIsHeldIsNotHandedOutAgain() throws InterruptedException {
        queue.offer(Tasks.task("held"));
        TakenUpload taken = queue.take(SHORT).orElseThrow();

        Instant end = Instant.now().plus(CLAIM_AFTER.multipliedBy(2));
        while (Instant.now().isBefore(end)) {
            queue.hold(taken.id());
            assertThat(other.take(SHORT)).isEmpty();
            Thread.sleep(100);
        }

        queue.release(taken.id());
        assertThat(other.take(SHORT).orElseThrow().deliveries()).isEqualTo(2);
        queue.hold(taken.id());
        assertThat(redis.opsForStream()
                        .pending(RedisUploadQueue.STREAM, RedisUploadQueue.GROUP)
                        .getPendingMessagesPerConsumer())
                .as("who has lost a task does not take it back")
                .hasSize(1);
    }

    @Test
    void manyAbandonedTasksAreAllFoundBehindOnesThatAreHeld() {
        RedisUploadQueue roomy = queue(redis, 100, Duration.ofMinutes(1));
        RedisUploadQueue another = queue(redis, 100, Duration.ofMinutes(1));
        List<TakenUpload> held = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            roomy.offer(Tasks.task("d" + i));
            held.add(roomy.take(SHORT).orElseThrow());
        }
        roomy.release(held.getLast().id());

        assertThat(docId(another)).isEqualTo("d39");
    }

    @Test
    void aDeadLetterKeepsTheTaskAndTheReasonAndCanBeTriedAgain() {
        queue.offer(Tasks.task("bad"));
        TakenUpload taken = queue.take(SHORT).orElseThrow();

        queue.bury(taken, "encrypted", "why");
        queue.bury(taken, "encrypted", "twice is once");

        BuriedUpload letter = queue.buried(null, 10).getFirst();
        assertThat(queue.buried(null, 10)).hasSize(1);
        assertThat(letter).isEqualTo(new BuriedUpload(letter.id(), taken.task(), null, "encrypted", "why", 1, NOW));
        assertThat(queue.depth()).isEqualTo(new QueueDepth(0, 0, 1, 3));
        assertThat(docIds()).as("its file is still referred to").containsExactly("bad");

        assertThat(queue.redrive(letter.id())).isTrue();
        assertThat(queue.redrive(letter.id())).isFalse();
        assertThat(docId(queue)).isEqualTo("bad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{", "{}", "{\"kind\":\"SONG\"}", "[]", "7"})
    void aTaskThatCannotBeReadGoesToTheDeadLettersAsItIs(String task) {
        redis.opsForStream().add(RedisUploadQueue.STREAM, Map.of("task", task));
        queue.offer(Tasks.task("next"));

        assertThat(queue.take(SHORT)).isEmpty();
        assertThat(docId(queue)).isEqualTo("next");

        BuriedUpload letter = queue.buried(null, 10).getFirst();
        assertThat(letter)
                .isEqualTo(new BuriedUpload(letter.id(), null, task, "unreadable_task", letter.detail(), 1, NOW));
        assertThat(queue.redrive(letter.id())).as("for another release").isTrue();
        assertThat(queue.take(SHORT)).isEmpty();
        assertThat(queue.buried(null, 10)).extracting(BuriedUpload::unreadable).containsExactly(task);
    }

    @Test
    void deadLettersAreReadPageByPageWhateverBecameOfThePageBefore() {
        for (String doc : List.of("a", "b", "c")) {
            queue.offer(Tasks.task(doc));
            queue.bury(queue.take(SHORT).orElseThrow(), "encrypted", doc);
        }
        BuriedUpload latest = queue.buried(null, 1).getFirst();
        assertThat(queue.discard(latest.id())).isTrue();

        assertThat(latest.detail()).isEqualTo("c");
        assertThat(queue.buried(latest.id(), 10))
                .extracting(BuriedUpload::detail)
                .containsExactly("b", "a");
        assertThat(queue.buried("1-0", 10)).isEmpty();
    }

    @Test
    void aDiscardedDeadLetterIsGone() {
        queue.offer(Tasks.task("bad"));
        queue.bury(queue.take(SHORT).orElseThrow(), "encrypted", "why");
        String id = queue.buried(null, 10).getFirst().id();

        assertThat(queue.discard(id)).isTrue();

        assertThat(queue.discard(id)).isFalse();
        assertThat(docIds()).as("nothing refers to its file").isEmpty();
    }

    @Test
    void aDeadLetterStaysForFourWeeks() {
        for (int days : new int[] {29, 27}) {
            RecordId id = RecordId.of(NOW.minus(Duration.ofDays(days)).toEpochMilli(), 0);
            redis.opsForStream()
                    .add(StreamRecords.mapBacked(Map.of("letter", "\"doc_id\":\"" + days + " days old\""))
                            .withStreamKey(RedisUploadQueue.DEAD_LETTERS)
                            .withId(id));
        }
        queue.offer(Tasks.task("bad"));

        queue.bury(queue.take(SHORT).orElseThrow(), "encrypted", "why");

        assertThat(docIds()).containsExactly("27 days old", "bad");
    }

    @Test
    void whatIsDoneCannotBeBuried() {
        queue.offer(Tasks.task("done"));
        TakenUpload taken = queue.take(SHORT).orElseThrow();

        queue.done(taken.id());
        queue.bury(taken, "late", "too late");

        assertThat(queue.depth()).isEqualTo(new QueueDepth(0, 0, 0, 3));
    }

    @Test
    void anOrderlyEndLeavesNoConsumerBehindUnlessItHoldsATask() {
        queue.offer(Tasks.task("one"));
        assertThat(queue.take(SHORT)).isPresent();
        assertThat(other.take(SHORT)).isEmpty();

        queue.leave();
        other.leave();

        assertThat(redis.opsForStream()
                        .consumers(RedisUploadQueue.STREAM, RedisUploadQueue.GROUP)
                        .size())
                .isEqualTo(1);
        assertThat(queue.depth().inHand()).isEqualTo(1);
    }

    @Test
    void saysSoWhenRedisIsAway() {
        LettuceConnectionFactory nowhere = connections(RedisProcess.freePort());
        try {
            UploadQueue away = queue(new StringRedisTemplate(nowhere));

            assertThatExceptionOfType(QueueUnavailableException.class).isThrownBy(() -> away.offer(Tasks.task("d")));
            assertThatExceptionOfType(QueueUnavailableException.class).isThrownBy(() -> away.take(SHORT));
            assertThatExceptionOfType(QueueUnavailableException.class).isThrownBy(away::depth);
        } finally {
            nowhere.destroy();
        }
    }

    private List<String> docIds() {
        List<String> ids = new ArrayList<>();
        queue.contents(json -> {
            Matcher id = DOC_ID.matcher(json);
            ids.add(id.find() ? id.group(1) : json);
        });
        return ids;
    }

    private static String docId(UploadQueue queue) {
        return queue.take(SHORT).orElseThrow().task().docId();
    }

    private static RedisUploadQueue queue(StringRedisTemplate redis) {
        return queue(redis, 3, CLAIM_AFTER);
    }

    private static RedisUploadQueue queue(StringRedisTemplate redis, long capacity, Duration claimAfter) {
        DataSize size = DataSize.ofMegabytes(1);
        UploadProperties properties =
                new UploadProperties(size, size, 1_000, 100, capacity, 1, SHORT, size, claimAfter, 3, SHORT, SHORT);
        return new RedisUploadQueue(redis, properties, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static LettuceConnectionFactory connections(int port) {
        LettuceConnectionFactory connections = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration("127.0.0.1", port),
                LettuceClientConfiguration.builder()
                        .commandTimeout(Duration.ofSeconds(2))
                        .build());
        connections.afterPropertiesSet();
        connections.start();
        return connections;
    }
}
