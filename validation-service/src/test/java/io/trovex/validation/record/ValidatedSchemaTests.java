package io.trovex.validation.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.ContentRef;
import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Vector;
import io.trovex.contracts.Violation;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValidatedSchemaTests {
    private static final String HASH = "ab".repeat(32);

    private final ValidatedSchema schema = new ValidatedSchema();

    @Test
    void hasNothingAgainstAnEventThatKeepsTheContract() {
        assertThat(schema.violations(document("Text.", null, Map.of("year", 2026))))
                .isEmpty();
        assertThat(schema.violations(document(null, new ContentRef(HASH, 5), Map.of())))
                .isEmpty();
    }

    @Test
    void aDocumentMayBringItsVectorButNoTombstone() {
        DocumentValidated own = document("Text.", null, Map.of(), Vector.of(new float[384]));
        DocumentValidated tombstone = new DocumentValidated(
                "ocean-7",
                7,
                Operation.DELETE,
                null,
                null,
                null,
                null,
                null,
                Submissions.NOW,
                null,
                Map.of(),
                Vector.of(new float[384]),
                null,
                Submissions.NOW);

        assertThat(schema.violations(own)).isEmpty();
        assertThat(schema.violations(tombstone)).isNotEmpty();
    }

    @Test
    void namesTheFieldThatBreaksIt() {
        DocumentValidated broken = document("Text.", null, Map.of("author", Map.of("name", "R. Pérez")));

        assertThat(schema.violations(broken))
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation.code()).isEqualTo("contract"))
                .extracting(Violation::field)
                .contains("metadata.author");
    }

    @Test
    void refusesABodyInTwoPlacesOrNone() {
        assertThat(schema.violations(document("Text.", new ContentRef(HASH, 5), Map.of())))
                .isNotEmpty();
        assertThat(schema.violations(document(null, null, Map.of()))).isNotEmpty();
    }

    private static DocumentValidated document(
            @Nullable String content, @Nullable ContentRef ref, Map<String, Object> metadata) {
        return document(content, ref, metadata, null);
    }

    private static DocumentValidated document(
            @Nullable String content,
            @Nullable ContentRef ref,
            Map<String, Object> metadata,
            @Nullable Vector embedding) {
        return new DocumentValidated(
                "ocean-7",
                7,
                Operation.UPSERT,
                null,
                content,
                ref,
                HASH,
                "encyclopedia",
                Submissions.NOW,
                "en",
                metadata,
                embedding,
                null,
                Submissions.NOW);
    }
}
