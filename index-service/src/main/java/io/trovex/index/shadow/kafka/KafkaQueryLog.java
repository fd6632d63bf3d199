package io.trovex.index.shadow.kafka;

import io.trovex.contracts.QueryAttributes;
import io.trovex.contracts.SearchPerformed;
import io.trovex.contracts.Topics;
import io.trovex.contracts.Violation;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.filter.FilterTree;
import io.trovex.index.search.SearchMode;
import io.trovex.index.shadow.LoggedQuery;
import io.trovex.index.shadow.QueryLog;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.EventCodec;
import io.trovex.stage.MalformedEventException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads the end of {@code search.queries}. Thread-safe. */
public final class KafkaQueryLog implements QueryLog {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    /** People ask the same again: so many records are read for each query that is wanted. */
    private static final int RECORDS_PER_QUERY = 10;

    private final EventCodec codec;
    private final Supplier<Consumer<byte[], byte[]>> consumers;

    /** @param consumers of consumers outside every group */
    public KafkaQueryLog(EventCodec codec, Supplier<Consumer<byte[], byte[]>> consumers) {
        this.codec = codec;
        this.consumers = consumers;
    }

    @Override
    public List<LoggedQuery> latest(int most) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            return tail(consumer, (long) most * RECORDS_PER_QUERY).stream()
                    .sorted(Comparator.comparing(SearchPerformed::timestamp).reversed())
                    .flatMap(event -> query(event).stream())
                    .distinct()
                    .limit(most)
                    .toList();
        } catch (KafkaException e) {
            throw new DependencyUnavailableException("broker", "search.queries cannot be read", e);
        }
    }

    private List<SearchPerformed> tail(Consumer<byte[], byte[]> consumer, long recordsPerPartition) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.SEARCH_QUERIES, PATIENCE).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions, PATIENCE);
        end.forEach((partition, last) ->
                consumer.seek(partition, Math.max(begin.getOrDefault(partition, 0L), last - recordsPerPartition)));
        List<SearchPerformed> events = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (end.entrySet().stream().anyMatch(each -> consumer.position(each.getKey(), PATIENCE) < each.getValue())) {
            if (System.nanoTime() - deadline > 0) {
                throw new DependencyUnavailableException("broker", "search.queries is too slow to read", null);
            }
            consumer.poll(POLL).forEach(record -> decode(record.value()).ifPresent(events::add));
        }
        return events;
    }

    private Optional<SearchPerformed> decode(byte @Nullable [] json) {
        if (json == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(codec.decode(json, SearchPerformed.class));
        } catch (MalformedEventException _) {
            return Optional.empty();
        }
    }

    /** Empty of one that cannot be asked again: what its hits were to be like may be gone. */
    private static Optional<LoggedQuery> query(SearchPerformed event) {
        QueryAttributes attributes = event.attributes();
        if (attributes != null && attributes.moreLike() != null) {
            return Optional.empty();
        }
        List<Violation> violations = new ArrayList<>();
        DocumentFilter filter = attributes == null || attributes.filter() == null
                ? DocumentFilter.NONE
                : FilterTree.ofWritten(violations).filter(attributes.filter());
        try {
            SearchMode mode = SearchMode.valueOf(event.mode().toUpperCase(Locale.ROOT));
            return violations.isEmpty()
                    ? Optional.of(new LoggedQuery(event.userQuery(), mode, filter))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
