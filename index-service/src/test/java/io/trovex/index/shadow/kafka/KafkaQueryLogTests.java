package io.trovex.index.shadow.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.QueryAttributes;
import io.trovex.contracts.SearchPerformed;
import io.trovex.contracts.Topics;
import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.search.SearchMode;
import io.trovex.index.shadow.LoggedQuery;
import io.trovex.stage.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KafkaQueryLogTests {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.SEARCH_QUERIES, 0);
    private static final Map<String, Object> SEA = Map.of("term", Map.of("source", List.of("sea")));

    private final EventCodec codec = new EventCodec();
    private final List<byte[]> records = new ArrayList<>();

    @Test
    void aQueryIsTheSameOnlyWithTheSameFilter() {
        add("boats", null);
        add("boats", new QueryAttributes(SEA, null));
        add("boats", new QueryAttributes(SEA, null));

        assertThat(latest())
                .containsExactly(
                        new LoggedQuery(
                                "boats",
                                SearchMode.HYBRID,
                                new DocumentFilter.Term(DocumentField.SOURCE, List.of("sea"))),
                        new LoggedQuery("boats", SearchMode.HYBRID, DocumentFilter.NONE));
    }

    @Test
    void whatCannotBeAskedAgainIsPassedOver() {
        add("", new QueryAttributes(null, "boat-7"));
        add("boats", new QueryAttributes(Map.of("near", "the sea"), null));
        records.add("{".getBytes(StandardCharsets.UTF_8));
        add("harbours", null);

        assertThat(latest()).extracting(LoggedQuery::text).containsExactly("harbours");
    }

    private void add(String text, @Nullable QueryAttributes attributes) {
        Instant at = Instant.EPOCH.plusSeconds(records.size());
        records.add(codec.encode(new SearchPerformed(
                "q-" + records.size(),
                null,
                text,
                attributes,
                at,
                List.of(),
                "g1-test",
                "test-model",
                null,
                "serving",
                100,
                "hybrid",
                false,
                null,
                null,
                1)));
    }

    private List<LoggedQuery> latest() {
        MockConsumer<byte[], byte[]> log = new MockConsumer<>("earliest");
        log.updatePartitions(PARTITION.topic(), List.of(new PartitionInfo(PARTITION.topic(), 0, null, null, null)));
        log.updateBeginningOffsets(Map.of(PARTITION, 0L));
        log.updateEndOffsets(Map.of(PARTITION, (long) records.size()));
        log.schedulePollTask(() -> {
            for (int offset = 0; offset < records.size(); offset++) {
                log.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, offset, new byte[0], records.get(offset)));
            }
        });
        return new KafkaQueryLog(codec, () -> log).latest(10);
    }
}
