package io.trovex.stage;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.Event;
import org.springframework.kafka.core.KafkaTemplate;

/** Makes the stages of a service; each listener asks for its own. */
public final class Stages {
    private final EventCodec codec;
    private final EventRecords records;
    private final RecordTrace trace;
    private final KafkaTemplate<byte[], byte[]> kafka;
    private final MeterRegistry meters;

    Stages(
            EventCodec codec,
            EventRecords records,
            RecordTrace trace,
            KafkaTemplate<byte[], byte[]> kafka,
            MeterRegistry meters) {
        this.codec = codec;
        this.records = records;
        this.trace = trace;
        this.kafka = kafka;
        this.meters = meters;
    }

    /**
     * @param name in logs, metrics, spans and dead letters
     * @param input what its topic carries
     */
    public <E extends Event> Stage<E> stage(String name, Class<E> input) {
        PollSends sends = new PollSends(name, kafka, records, trace, new DeadLetters());
        return new Stage<>(name, input, codec, trace, sends, meters);
    }
}
