package io.trovex.stage;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * What every stage of a process is made of.
 *
 * @param computing what a stage does with a slice before it sends the results
 */
record StageParts(
        EventCodec codec,
        EventRecords records,
        RecordTrace trace,
        KafkaTemplate<byte[], byte[]> kafka,
        DependencyWaits waits,
        Executor computing,
        MeterRegistry meters,
        Clock clock) {

    PollSends sends(String stage) {
        return new PollSends(stage, kafka, records, trace, new DeadLetters(stage, trace, clock));
    }

    /** For a stage that takes no turns with others. */
    StageParts unseated() {
        return new StageParts(codec, records, trace, kafka, waits, Runnable::run, meters, clock);
    }
}
