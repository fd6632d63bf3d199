package io.trovex.ingest.deadletter.kafka;

import io.trovex.ingest.deadletter.LetterId;
import io.trovex.ingest.deadletter.Letters;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Enters records into the view of the letters. One that cannot be read is logged and changes nothing. */
@Component
class LetterIntake {
    private static final Logger LOG = LoggerFactory.getLogger(LetterIntake.class);

    private final Letters letters;
    private final LetterDecisions decisions;
    private final LetterRecords records = new LetterRecords();

    LetterIntake(Letters letters, LetterDecisions decisions) {
        this.letters = letters;
        this.decisions = decisions;
    }

    void enter(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (LetterTopics.isDeadLetters(record.topic())) {
                letters.add(records.read(record));
            } else {
                decisions.read(record);
            }
        } catch (RuntimeException e) {
            // whatever a record holds, it must not hold up the ones behind it
            LOG.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("a record of the dead letters' view is passed over");
        }
    }

    /** The log holds none of the partition's letters before the offset. */
    void forget(TopicPartition partition, long first) {
        LetterId start = new LetterId(partition.topic(), partition.partition(), first);
        letters.forgetBefore(start).forEach(decisions::forget);
    }

    /** What the partitions that are gone held is gone too: offsets of a topic made anew mean other letters. */
    void forget(Predicate<TopicPartition> isGone) {
        letters.retain((topic, partition) -> !isGone.test(new TopicPartition(topic, partition)))
                .forEach(decisions::forget);
    }
}
