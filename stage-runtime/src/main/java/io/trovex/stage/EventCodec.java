package io.trovex.stage;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.Event;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** JSON of the events. Thread-safe. */
public final class EventCodec {
    /** What may not be null in a type's events. */
    private static final ClassValue<List<RecordComponent>> REQUIRED = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                    .toList();
        }
    };

    private final JsonMapper mapper = JsonMapper.builder().build();

    public byte[] encode(Event event) {
        return mapper.writeValueAsBytes(event);
    }

    /**
     * What a submission lacks is left to the validation, which gives every reason.
     *
     * @throws MalformedEventException if the bytes are no JSON, or JSON of another shape, or something is missing
     */
    public <E extends Event> E decode(byte[] json, Class<E> type) {
        try {
            E event = mapper.readValue(json, type);
            if (event == null) {
                throw new MalformedEventException("the record is a JSON null");
            }
            if (!(event instanceof DocumentSubmitted)) {
                requireComplete(event);
            }
            return event;
        } catch (JacksonException e) {
            throw new MalformedEventException(e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads a record that is ordered, and compacted, by what it is about.
     *
     * @throws MalformedEventException also if the record's key is not the event's subject
     */
    public <E extends Event> E decode(ConsumerRecord<byte[], byte[]> record, Class<E> type) {
        E event = decode(record.value(), type);
        if (!event.subject().equals(new String(record.key(), StandardCharsets.UTF_8))) {
            throw new MalformedEventException("the record's key is not " + event.subject());
        }
        return event;
    }

    private static void requireComplete(Event event) {
        List<String> missing = REQUIRED.get(event.getClass()).stream()
                .filter(component -> valueOf(component, event) == null)
                .map(component -> component
                        .getAccessor()
                        .getAnnotation(JsonProperty.class)
                        .value())
                .toList();
        if (!missing.isEmpty()) {
            throw new MalformedEventException("the record lacks " + String.join(", ", missing));
        }
    }

    private static @Nullable Object valueOf(RecordComponent component, Event event) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("an event is a public record: " + event.getClass(), e);
        }
    }
}
