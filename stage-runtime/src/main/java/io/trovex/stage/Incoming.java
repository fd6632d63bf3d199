package io.trovex.stage;

import io.trovex.contracts.Event;
import io.trovex.contracts.Origin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record with the event it carries.
 *
 * @param origin position of the submitted record that led here; the record's own position at the first stage
 */
public record Incoming<E extends Event>(E event, Origin origin, ConsumerRecord<byte[], byte[]> record) {}
