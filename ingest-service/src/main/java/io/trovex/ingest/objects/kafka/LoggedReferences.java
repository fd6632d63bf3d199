package io.trovex.ingest.objects.kafka;

import io.trovex.contracts.Topics;
import io.trovex.ingest.log.LogConsumers;
import io.trovex.ingest.objects.ReferenceReader;
import io.trovex.ingest.objects.ReferenceSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What the log refers to: every topic of documents, of every generation that has one, with its dead letters. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class LoggedReferences implements ReferenceSource {
    private static final String DOCUMENTS = "documents.";

    private final LogConsumers consumers;

    LoggedReferences(LogConsumers consumers) {
        this.consumers = consumers;
    }

    @Override
    public ReferenceReader open() {
        return new LoggedReferenceReader(consumers);
    }

    /** Outcomes refer to nothing; whatever else tells of documents may. */
    static List<TopicPartition> partitions(Iterable<List<PartitionInfo>> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (List<PartitionInfo> infos : topics) {
            for (PartitionInfo info : infos) {
                if (info.topic().startsWith(DOCUMENTS) && !info.topic().equals(Topics.DOCUMENTS_INDEXED)) {
                    partitions.add(new TopicPartition(info.topic(), info.partition()));
                }
            }
        }
        return partitions;
    }
}
