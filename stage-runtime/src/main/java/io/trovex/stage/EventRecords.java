package io.trovex.stage;

import io.trovex.contracts.Event;
import io.trovex.contracts.EventType;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Writes an event as a record: key, JSON, CloudEvents headers, the current trace. */
final class EventRecords {
    private final EventCodec codec;
    private final RecordTrace trace;
    private final Clock clock;

    EventRecords(EventCodec codec, RecordTrace trace, Clock clock) {
        this.codec = codec;
        this.trace = trace;
        this.clock = clock;
    }

    /**
     * @param source the stage or service that speaks
     * @param origin the submitted record's position, where there is one
     */
    ProducerRecord<byte[], byte[]> record(String topic, Event event, String source, @Nullable Origin origin) {
        EventType type = EventType.of(event);
        RecordHeaders headers = new RecordHeaders();
        add(headers, Headers.CE_SPEC_VERSION, "1.0");
        add(headers, Headers.CE_ID, event.eventId());
        add(headers, Headers.CE_SOURCE, "/trovex/" + source);
        add(headers, Headers.CE_TYPE, type.wireName());
        add(headers, Headers.CE_TIME, clock.instant().toString());
        add(headers, Headers.CE_SUBJECT, event.subject());
        add(headers, Headers.CONTENT_TYPE, "application/json");
        add(headers, Headers.SCHEMA_VERSION, String.valueOf(type.schemaVersion()));
        if (origin != null) {
            add(headers, Headers.ORIGIN, origin.toString());
        }
        trace.inject(headers);
        byte[] key = event.subject().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, null, key, codec.encode(event), headers);
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
