package io.trovex.contracts;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schemas on the class path, and the events as JSON. */
final class EventSchemas {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaIdResolvers(ids -> ids.mapPrefix(Schemas.IDS, "classpath:" + Schemas.RESOURCES))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));

    private EventSchemas() {}

    static List<Error> errors(EventType type, JsonNode event) {
        return REGISTRY.getSchema(SchemaLocation.of(Schemas.id(type))).validate(event);
    }

    /** What the wire would carry: written to bytes and read again. */
    static JsonNode tree(Event event) {
        return MAPPER.readTree(MAPPER.writeValueAsBytes(event));
    }
}
