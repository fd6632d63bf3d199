package io.trovex.stage.replay.kafka;

import io.trovex.contracts.Generation;
import io.trovex.contracts.OffsetRange;
import io.trovex.contracts.ReplayDecided;
import io.trovex.contracts.ReplayState;
import io.trovex.contracts.Topics;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.EventSender;
import io.trovex.stage.generation.kafka.GenerationLog;
import io.trovex.stage.replay.Mark;
import io.trovex.stage.replay.PartitionProgress;
import io.trovex.stage.replay.Progress;
import io.trovex.stage.replay.StartingPoint;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Starts, steers and watches replays, whichever process works on them: decisions and progress lie in the log.
 * Thread-safe. Every method throws {@link DependencyUnavailableException} while the broker is away.
 */
public final class Replays implements AutoCloseable {
    private static final String SPEAKER = "replay";
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Admin admin;
    private final ReplayDecisions decisions;
    private final EventSender sender;
    private final GenerationLog generations;
    private final Generation configured;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Replays(
            Admin admin,
            ReplayDecisions decisions,
            EventSender sender,
            GenerationLog generations,
            Generation configured,
            Clock clock) {
        this.admin = admin;
        this.decisions = decisions;
        this.sender = sender;
        this.generations = generations;
        this.configured = configured;
        this.clock = clock;
    }

    /** Whether it is the name of a stage of the serving generation, or {@code embedding} or {@code index} of another. */
    public boolean isStage(String name) {
        return input(name).isPresent();
    }

    /**
     * Starts a replay of everything that the stage's input holds now, from the starting point on.
     *
     * @param from the starting point as it was written
     * @param documents the only ones; empty means all
     */
    public ReplayDecided start(String stage, StartingPoint start, String from, List<String> documents) {
        ReplayInput input = input(stage).orElseThrow();
        List<OffsetRange> ranges = new ReplayRanges(admin).of(input.topic(), start);
        Instant now = clock.instant();
        String id = NAME.format(now) + "-" + HexFormat.of().toHexDigits((short) random.nextInt());
        return decide(new ReplayDecided(
                id, input.stage(), input.topic(), from, documents, ranges, ReplayState.RUNNING, null, now, now));
    }

    private Optional<ReplayInput> input(String name) {
        return ReplayInput.of(name, generations.complete().current(configured), configured);
    }

    public List<ReplayDecided> all() {
        requireEverything();
        return decisions.all();
    }

    public Optional<ReplayDecided> find(String id) {
        requireEverything();
        return decisions.of(id);
    }

    /** In that state already: nothing is decided. */
    public ReplayDecided decide(ReplayDecided replay, ReplayState next, @Nullable String reason) {
        return replay.state() == next ? replay : decide(replay.in(next, reason, clock.instant()));
    }

    public Progress progress(ReplayDecided replay) {
        boolean through = replay.state() == ReplayState.DONE;
        return Progress.of(replay.state(), partitions(replay, committed(replay), through));
    }

    @Override
    public void close() {
        admin.close(LAST_WORDS);
    }

    private static List<PartitionProgress> partitions(
            ReplayDecided replay, Map<TopicPartition, OffsetAndMetadata> committed, boolean through) {
        return replay.ranges().stream()
                .map(range -> {
                    OffsetAndMetadata at = committed.get(new TopicPartition(replay.topic(), range.partition()));
                    Mark mark = at == null ? new Mark(range.from(), 0, 0) : Mark.of(at.offset(), at.metadata());
                    // the group's offsets expire some days after its end
                    Mark last = through ? new Mark(range.to(), mark.records(), mark.workedMillis()) : mark;
                    return PartitionProgress.of(range, last);
                })
                .toList();
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(ReplayDecided replay) {
        return Objects.requireNonNullElse(
                Answers.await(admin.listConsumerGroupOffsets(replay.group()).partitionsToOffsetAndMetadata()),
                Map.of());
    }

    private ReplayDecided decide(ReplayDecided decision) {
        Answers.await(sender.send(Topics.PIPELINE_CONTROL, decision, SPEAKER));
        decisions.learn(decision);
        return decision;
    }

    private void requireEverything() {
        if (!decisions.complete()) {
            throw new DependencyUnavailableException("broker", "pipeline.control is not read to its end yet", null);
        }
    }
}
