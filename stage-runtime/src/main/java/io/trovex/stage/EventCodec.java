package io.trovex.stage;

import io.trovex.contracts.Event;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** JSON of the events. Thread-safe. */
public final class EventCodec {
    private final JsonMapper mapper = JsonMapper.builder().build();

    public byte[] encode(Event event) {
        return mapper.writeValueAsBytes(event);
    }

    /** @throws MalformedEventException if the bytes are no JSON, or JSON of another shape */
    public <E extends Event> E decode(byte[] json, Class<E> type) {
        try {
            E event = mapper.readValue(json, type);
            if (event == null) {
                throw new MalformedEventException("the record is a JSON null");
            }
            return event;
        } catch (JacksonException e) {
            throw new MalformedEventException(e.getOriginalMessage(), e);
        }
    }
}
