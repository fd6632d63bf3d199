package io.trovex.ingest.lag.kafka;

import io.trovex.contracts.Topics;
import io.trovex.ingest.lag.DeadLetterDepth;
import io.trovex.ingest.lag.GroupLag;
import io.trovex.ingest.lag.LagReport;
import io.trovex.ingest.lag.LagSample;
import io.trovex.ingest.lag.LagWindow;
import io.trovex.ingest.lag.LastSample;
import io.trovex.ingest.lag.PartitionLag;
import io.trovex.ingest.log.LogConsumers;
import io.trovex.ingest.log.LogReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Takes a sample of every consumer group from outside, so that a stopped consumer is seen too. One thread samples. */
@Component
class LagMonitor implements DisposableBean {
    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final KafkaAdmin kafkaAdmin;
    private final LogConsumers consumers;
    private final Clock clock;
    private final LagProperties properties;
    private final LastSample last;
    private final LagMetrics metrics;
    private final Map<GroupPartition, LagWindow> windows = new HashMap<>();
    private final TimeLags timeLags = new TimeLags();
    private volatile @Nullable Admin admin;

    LagMonitor(
            KafkaAdmin kafkaAdmin,
            LogConsumers consumers,
            Clock clock,
            LagProperties properties,
            LastSample last,
            LagMetrics metrics) {
        this.kafkaAdmin = kafkaAdmin;
        this.consumers = consumers;
        this.clock = clock;
        this.properties = properties;
        this.last = last;
        this.metrics = metrics;
    }

    void sample() {
        PipelineState state = PipelineState.ask(admin());
        Instant now = clock.instant();
        List<GroupLag> groups = new ArrayList<>();
        try (LogReader log = consumers.reader("lag")) {
            for (ConsumerGroupDescription group : state.groups().values()) {
                List<PartitionLag> partitions = state.partitionsOf(group)
                        .sorted(ORDER)
                        .map(partition -> lag(group, partition, state, log, now))
                        .toList();
                if (!partitions.isEmpty()) {
                    groups.add(GroupLag.of(group.groupId(), group.groupState().toString(), partitions));
                }
            }
        }
        LagReport report = new LagReport(now, properties.interval().toMillis() / 1000.0, groups, deadLetters(state));
        last.taken(report);
        metrics.show(report);
    }

    private PartitionLag lag(
            ConsumerGroupDescription group, TopicPartition partition, PipelineState state, LogReader log, Instant now) {
        long end = state.ends().getOrDefault(partition, 0L);
        Long committed =
                state.committed().getOrDefault(group.groupId(), Map.of()).get(partition);
        GroupPartition watched = new GroupPartition(group.groupId(), partition);
        if (committed == null) {
            windows.remove(watched);
            return PartitionLag.uncommitted(partition.topic(), partition.partition(), end);
        }
        Set<TopicPartition> owned = PipelineState.assigned(group);
        LagSample sample = new LagSample(now, committed, end, owned.contains(partition));
        LagWindow window = windows.computeIfAbsent(watched, _ -> new LagWindow(properties.window()));
        window.add(sample);
        long start = state.starts().getOrDefault(partition, 0L);
        OptionalDouble drain = window.secondsToDrain();
        return new PartitionLag(
                partition.topic(),
                partition.partition(),
                committed,
                end,
                sample.lag(),
                timeLags.seconds(watched, sample, start, log),
                Math.max(0, committed - start),
                Math.max(0, start - committed),
                drain.isPresent() ? drain.getAsDouble() : null,
                window.verdict(),
                window.samples());
    }

    private static List<DeadLetterDepth> deadLetters(PipelineState state) {
        Map<String, Long> depths = new TreeMap<>();
        state.ends().forEach((partition, end) -> {
            if (partition.topic().endsWith(Topics.deadLetters(""))) {
                depths.merge(partition.topic(), end - state.starts().getOrDefault(partition, 0L), Long::sum);
            }
        });
        return depths.entrySet().stream()
                .map(depth -> new DeadLetterDepth(depth.getKey(), depth.getValue()))
                .toList();
    }

    private Admin admin() {
        Admin open = admin;
        if (open == null) {
            open = Admin.create(kafkaAdmin.getConfigurationProperties());
            admin = open;
        }
        return open;
    }

    @Override
    public void destroy() {
        Admin open = admin;
        if (open != null) {
            open.close(Duration.ofSeconds(1));
        }
    }
}
