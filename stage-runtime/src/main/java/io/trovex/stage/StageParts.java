package io.trovex.stage;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.kafka.core.KafkaTemplate;

/** What every stage of a process is made of. */
record StageParts(
        EventCodec codec,
        EventRecords records,
        RecordTrace trace,
        KafkaTemplate<byte[], byte[]> kafka,
        DependencyWaits waits,
        MeterRegistry meters,
        Clock clock) {

    PollSends sends(String stage) {
        return new PollSends(stage, kafka, records, trace, new DeadLetters(stage, trace, clock));
    }
}
