package io.trovex.ingest.ledger.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.Topics;
import io.trovex.ingest.ledger.Ledger;
import io.trovex.ingest.ledger.PartitionSnapshot;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the ledger over restarts in a compacted topic beside the topics that it is about: it then lives exactly as long
 * as they do. In Redis it could outlive its log, or be lost while the outcomes it stands for have left
 * {@code documents.indexed} for good.
 */
@Component
class LedgerSnapshots {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerSnapshots.class);

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final KafkaAdmin admin;
    private final MeterRegistry meters;
    private final JsonMapper json = JsonMapper.builder().build();

    LedgerSnapshots(KafkaTemplate<byte[], byte[]> kafka, KafkaAdmin admin, MeterRegistry meters) {
        this.kafka = kafka;
        this.admin = admin;
        this.meters = meters;
    }

    /** Tells this log of submissions from one that was deleted and made again. */
    String topicId() {
        return Objects.requireNonNull(
                        admin.describeTopics(Topics.DOCUMENTS_SUBMITTED).get(Topics.DOCUMENTS_SUBMITTED))
                .topicId()
                .toString();
    }

    /** Returns at once; a snapshot that the log does not take is made up for by the next. */
    void write(String topicId, Ledger ledger, Map<TopicPartition, Long> positions) {
        for (PartitionSnapshot partition : ledger.snapshot()) {
            byte[] key = String.valueOf(partition.partition()).getBytes(UTF_8);
            byte[] value = json.writeValueAsBytes(LedgerSnapshot.of(topicId, partition, positions));
            CompletableFuture<SendResult<byte[], byte[]>> _ = kafka.send(Topics.PIPELINE_LEDGER, key, value)
                    .whenComplete((_, failure) -> written(partition.partition(), failure));
        }
    }

    /** The last one of each partition; none of another log. Changes what the consumer is assigned to. */
    Collection<LedgerSnapshot> read(String topicId, Consumer<byte[], byte[]> consumer) {
        Map<Integer, LedgerSnapshot> last = new HashMap<>();
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.PIPELINE_LEDGER).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                enter(record, topicId, last);
            }
        }
        return last.values();
    }

    private void enter(ConsumerRecord<byte[], byte[]> record, String topicId, Map<Integer, LedgerSnapshot> last) {
        try {
            LedgerSnapshot snapshot = json.readValue(record.value(), LedgerSnapshot.class);
            if (snapshot.topicId().equals(topicId)) {
                last.put(snapshot.partition(), snapshot);
            }
        } catch (JacksonException | IllegalArgumentException e) {
            LOG.atWarn().addKeyValue("offset", record.offset()).setCause(e).log("not a snapshot of the ledger");
        }
    }

    private void written(int partition, @Nullable Throwable failure) {
        LedgerMeter.SNAPSHOTS
                .counter(meters, "result", failure == null ? "written" : "failed")
                .increment();
        if (failure != null) {
            LOG.atWarn()
                    .addKeyValue("partition", partition)
                    .addKeyValue("cause", failure.toString())
                    .log("snapshot of the ledger not written");
        }
    }
}
