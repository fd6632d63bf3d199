package io.trovex.validation.record;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.EventType;
import io.trovex.contracts.Schemas;
import io.trovex.contracts.Vector;
import io.trovex.contracts.Violation;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds what validation puts into the log to its JSON Schema. It looks at the tree of the very event that is sent, not
 * at its bytes, which costs neither another serialisation nor a parse; and at a short vector in the place of a long one,
 * whose base64 cannot be wrong and would cost more than all the rest. Thread-safe.
 */
public final class ValidatedSchema {
    private static final String EMBEDDING = "embedding";
    private static final String SHORT = Vector.of(new float[1]).toBase64();

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final Schema schema = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    registry -> registry.schemaIdResolvers(
                                    ids -> ids.mapPrefix(Schemas.IDS, "classpath:" + Schemas.RESOURCES))
                            .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                    .formatAssertionsEnabled(true)
                                    .build()))
            .getSchema(SchemaLocation.of(Schemas.id(EventType.DOCUMENT_VALIDATED)));

    /** Why the event breaks the contract; empty if it keeps it. */
    public List<Violation> violations(DocumentValidated document) {
        return schema.validate(shortened(mapper.valueToTree(document))).stream()
                .map(error ->
                        new Violation(field(error.getInstanceLocation().toString()), "contract", error.getMessage()))
                .toList();
    }

    private static JsonNode shortened(ObjectNode document) {
        return document.has(EMBEDDING) ? document.put(EMBEDDING, SHORT) : document;
    }

    private static String field(String pointer) {
        return pointer.isEmpty() ? "" : pointer.substring(1).replace('/', '.');
    }
}
