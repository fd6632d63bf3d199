package io.trovex.ingest.upload.redis;

import io.trovex.ingest.UploadProperties;
import io.trovex.ingest.upload.BuriedUpload;
import io.trovex.ingest.upload.QueueDepth;
import io.trovex.ingest.upload.QueueUnavailableException;
import io.trovex.ingest.upload.TakenUpload;
import io.trovex.ingest.upload.UploadQueue;
import io.trovex.ingest.upload.UploadTask;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * A stream with one consumer group, and a second stream of dead letters. The stream is never trimmed by length, which
 * would drop tasks that nobody has done; a full one refuses new tasks instead. A task that is done leaves it.
 */
@Component
class RedisUploadQueue implements UploadQueue {
    private static final Logger LOG = LoggerFactory.getLogger(RedisUploadQueue.class);

    static final String STREAM = "trovex:uploads";
    static final String DEAD_LETTERS = "trovex:uploads:dead-letters";
    static final String GROUP = "extraction";

    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(1);
    private static final Duration UNUSED = Duration.ofDays(1);
    private static final Duration DEAD_LETTERS_STAY = Duration.ofDays(28);
    private static final int PAGE = 500;

    private final String consumer = "ingest-" + UUID.randomUUID();
    private final StringRedisTemplate redis;
    private final UploadProperties properties;
    private final Clock clock;
    private final TaskJson json = new TaskJson();

    RedisUploadQueue(StringRedisTemplate redis, UploadProperties properties, Clock clock) {
        this.redis = redis;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public boolean offer(UploadTask task) {
        return run(Scripts.OFFER, List.of(STREAM), String.valueOf(properties.queueCapacity()), json.task(task)) == 1;
    }

    @Override
    public Optional<TakenUpload> take(Duration patience) {
        return withGroup(() -> claimed().or(() -> next(patience)));
    }

    @Override
    public void hold(String id) {
        setIdle(id, Duration.ZERO);
    }

    @Override
    public void release(String id) {
        setIdle(id, properties.claimAfter());
    }

    @Override
    public void done(String id) {
        long _ = run(Scripts.DONE, List.of(STREAM), GROUP, id);
    }

    @Override
    public void bury(TakenUpload taken, String code, String detail) {
        bury(taken.id(), json.letter(taken, code, detail, clock.instant()));
    }

    @Override
    public void contents(Consumer<String> each) {
        for (String stream : List.of(STREAM, DEAD_LETTERS)) {
            forEach(stream, entry -> entry.getValue().values().forEach(each));
        }
    }

    @Override
    public List<BuriedUpload> buried(@Nullable String before, int limit) {
        Range<String> older = before == null ? Range.unbounded() : Range.leftUnbounded(Range.Bound.exclusive(before));
        return asking(() ->
                redis
                        .<String, String>opsForStream()
                        .reverseRange(DEAD_LETTERS, older, Limit.limit().count(limit))
                        .stream()
                        .map(this::buried)
                        .toList());
    }

    @Override
    public boolean redrive(String id) {
        return asking(() -> redis.<String, String>opsForStream().range(DEAD_LETTERS, Range.closed(id, id)).stream()
                .findFirst()
                .map(entry -> taskOf(buried(entry)))
                .filter(task -> run(Scripts.REDRIVE, List.of(STREAM, DEAD_LETTERS), id, task) == 1)
                .isPresent());
    }

    @Override
    public boolean discard(String id) {
        Long removed = asking(() -> redis.opsForStream().delete(DEAD_LETTERS, id));
        return removed != null && removed > 0;
    }

    @Override
    public QueueDepth depth() {
        return withGroup(() -> {
            var streams = redis.opsForStream();
            var pending = streams.pending(STREAM, GROUP);
            return new QueueDepth(
                    streams.size(STREAM),
                    pending == null ? 0 : pending.getTotalPendingMessages(),
                    streams.size(DEAD_LETTERS),
                    properties.queueCapacity());
        });
    }

    /** Leaves no name behind. */
    @Override
    public void leave() {
        long _ = run(Scripts.FORGET, List.of(STREAM), GROUP, consumer, String.valueOf(UNUSED.toMillis()));
    }

    private Optional<TakenUpload> claimed() {
        List<?> claimed = redis.execute(
                Scripts.CLAIM,
                List.of(STREAM),
                GROUP,
                consumer,
                String.valueOf(properties.claimAfter().toMillis()));
        if (claimed == null || claimed.isEmpty()) {
            return Optional.empty();
        }
        return taken(
                String.valueOf(claimed.get(0)),
                String.valueOf(claimed.get(1)),
                Long.parseLong(String.valueOf(claimed.get(2))));
    }

    /** A task that cannot be read goes to the dead letters at once: handed out, it would come first again and again. */
    private Optional<TakenUpload> taken(String id, String text, long deliveries) {
        Optional<UploadTask> task = json.task(text);
        if (task.isEmpty()) {
            bury(id, json.unreadable(text, deliveries, clock.instant()));
            LOG.atWarn().addKeyValue("id", id).log("an upload's task cannot be read; dead-lettered");
        }
        return task.map(readable -> new TakenUpload(id, readable, deliveries));
    }

    private void bury(String id, String letter) {
        String oldest = String.valueOf(clock.instant().minus(DEAD_LETTERS_STAY).toEpochMilli());
        long _ = run(Scripts.BURY, List.of(STREAM, DEAD_LETTERS), GROUP, id, letter, oldest);
    }

    private String taskOf(BuriedUpload letter) {
        return letter.task() == null
                ? Objects.requireNonNull(letter.unreadable(), "unreadable")
                : json.task(letter.task());
    }

    @SuppressWarnings("unchecked") // an array of one offset
    private Optional<TakenUpload> next(Duration patience) {
        Duration block = patience.compareTo(LONGEST_BLOCK) < 0 ? patience : LONGEST_BLOCK;
        List<MapRecord<String, String, String>> records = redis.<String, String>opsForStream()
                .read(
                        org.springframework.data.redis.connection.stream.Consumer.from(GROUP, consumer),
                        StreamReadOptions.empty().count(1).block(block),
                        StreamOffset.create(STREAM, ReadOffset.lastConsumed()));
        return records == null
                ? Optional.empty()
                : records.stream()
                        .findFirst()
                        .flatMap(entry -> taken(
                                entry.getId().getValue(),
                                String.valueOf(entry.getValue().get("task")),
                                1));
    }

    private void setIdle(String id, Duration idle) {
        long _ = run(Scripts.HOLD, List.of(STREAM), GROUP, consumer, id, String.valueOf(idle.toMillis()));
    }

    private BuriedUpload buried(MapRecord<String, String, String> entry) {
        TaskJson.Letter letter = json.letter(field(entry, "letter"));
        return new BuriedUpload(
                entry.getId().getValue(),
                letter.task(),
                letter.unreadable(),
                letter.code(),
                letter.detail(),
                letter.deliveries(),
                letter.at());
    }

    private void forEach(String stream, Consumer<MapRecord<String, String, String>> each) {
        Range<String> rest = Range.unbounded();
        List<MapRecord<String, String, String>> page;
        do {
            Range<String> from = rest;
            page = asking(() -> redis.<String, String>opsForStream()
                    .range(stream, from, Limit.limit().count(PAGE)));
            page.forEach(each);
            if (!page.isEmpty()) {
                String last = page.getLast().getId().getValue();
                rest = Range.rightUnbounded(Range.Bound.exclusive(last));
            }
        } while (page.size() == PAGE);
    }

    private static String field(MapRecord<String, String, String> entry, String name) {
        return Objects.requireNonNull(entry.getValue().get(name), name);
    }

    private long run(RedisScript<Long> script, List<String> keys, String... arguments) {
        Long result = asking(() -> redis.execute(script, keys, (Object[]) arguments));
        return result == null ? 0 : result;
    }

    /** A Redis that has lost its data, or is new, has no group. */
    private <T> T withGroup(Supplier<T> work) {
        return asking(() -> {
            try {
                return work.get();
            } catch (DataAccessException e) {
                if (!String.valueOf(e.getMostSpecificCause().getMessage()).contains("NOGROUP")) {
                    throw e;
                }
                createGroup();
                return work.get();
            }
        });
    }

    private void createGroup() {
        try {
            redis.opsForStream().createGroup(STREAM, ReadOffset.from("0"), GROUP);
        } catch (DataAccessException e) {
            if (!String.valueOf(e.getMostSpecificCause().getMessage()).contains("BUSYGROUP")) {
                throw e;
            }
        }
    }

    private static <T> T asking(Supplier<T> work) {
        try {
            return work.get();
        } catch (DataAccessException e) {
            throw new QueueUnavailableException(e);
        }
    }
}
