package io.trovex.ingest.status.redis;

import io.trovex.ingest.status.DocumentLife;
import java.util.Collection;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** JSON of the lives, as stored and as told to the other replicas. */
final class LifeJson {
    private static final TypeReference<List<DocumentLife>> LIVES = new TypeReference<>() {};

    private final JsonMapper mapper = JsonMapper.builder().build();

    String one(DocumentLife life) {
        return mapper.writeValueAsString(life);
    }

    DocumentLife one(String json) {
        return mapper.readValue(json, DocumentLife.class);
    }

    String many(Collection<DocumentLife> lives) {
        return mapper.writeValueAsString(lives);
    }

    List<DocumentLife> many(byte[] json) {
        return mapper.readValue(json, LIVES);
    }
}
