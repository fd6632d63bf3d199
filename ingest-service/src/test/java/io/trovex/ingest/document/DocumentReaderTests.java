package io.trovex.ingest.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.trovex.contracts.Operation;
import io.trovex.contracts.Vector;
import io.trovex.contracts.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTests {
    private Set<Integer> dimensions = Set.of(3);
    private final DocumentReader reader = new DocumentReader(new ReadLimits(4, 20), () -> dimensions);

    @Test
    void readsEveryField() {
        DocumentRequest request = understood("""
                {"doc_id": "d/1", "title": "T", "content": "C", "source": "s",
                 "timestamp": "2026-11-22T11:15:30+01:00", "version": 42, "embedding": [1, 0.5, -2e0],
                 "embedding_model": "m", "metadata": {"a": 1, "b": 1.5, "c": true, "d": "x", "e": ["y"], "f": null}}""");

        assertThat(request)
                .isEqualTo(new DocumentRequest(
                        Operation.UPSERT,
                        "d/1",
                        "T",
                        "C",
                        "s",
                        Instant.parse("2026-11-22T10:15:30Z"),
                        Map.of("a", 1L, "b", 1.5, "c", true, "d", "x", "e", List.of("y")),
                        Vector.of(new float[] {1, 0.5f, -2}),
                        "m",
                        42L));
    }

    @Test
    void takesAnEmbeddingAsBase64Too() {
        Vector vector = Vector.of(new float[] {1, 2, 3});

        assertThat(understood("{\"content\": \"c\", \"embedding\": \"" + vector.toBase64() + "\"}")
                        .embedding())
                .isEqualTo(vector);
    }

    @Test
    void takesAnEmbeddingOfEveryCurrentGeneration() {
        String two = "{\"content\": \"c\", \"embedding\": [0.6, 0.8]}";
        assertThat(refused(two)).extracting(Violation::code).containsExactly("dimension");

        dimensions = Set.of(3, 2);
        assertThat(understood(two).embedding()).isNotNull();
        assertThat(refused("{\"content\": \"c\", \"embedding\": [1, 2, 3, 4]}"))
                .extracting(Violation::detail)
                .containsExactly("embedding must have 2 or 3 components, got 4");

        dimensions = Set.of();
        assertThat(understood(two).embedding()).as("the log does not tell").isNotNull();
    }

    @Test
    void countsANullAsAbsent() {
        assertThat(understood("{\"content\": \"c\", \"doc_id\": null, \"metadata\": null, \"embedding\": null}"))
                .isEqualTo(
                        new DocumentRequest(Operation.UPSERT, null, null, "c", null, null, Map.of(), null, null, null));
    }

    @Test
    void reportsEveryViolationNotOnlyTheFirst() {
        assertThat(refused("""
                {"content": " ", "titel": "x", "source": 7, "version": 0, "timestamp": "yesterday",
                 "embedding": [1, 2], "metadata": {"a": {"b": 1}, "c": [1]}}"""))
                .extracting(Violation::field, Violation::code)
                .containsExactlyInAnyOrder(
                        tuple("titel", "unknown_field"),
                        tuple("content", "blank"),
                        tuple("source", "wrong_type"),
                        tuple("version", "out_of_range"),
                        tuple("timestamp", "malformed"),
                        tuple("embedding", "dimension"),
                        tuple("metadata.a", "wrong_type"),
                        tuple("metadata.c[0]", "wrong_type"));
    }

    @Test
    void namesTheExpectedAndTheActualDimension() {
        assertThat(refused("{\"content\": \"c\", \"embedding\": [1, 2, 3, 4]}"))
                .singleElement()
                .extracting(Violation::detail)
                .isEqualTo("embedding must have 3 components, got 4");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                  | content      | required
            {"content": null}                                   | content      | required
            {"content": "\\u2003\\n"}                           | content      | blank
            {"content": ["c"]}                                  | content      | wrong_type
            {"content": "\\ud83d"}                              | content      | malformed
            {"content": "c", "version": 1.0}                    | version      | wrong_type
            {"content": "c", "version": 9007199254740992}       | version      | out_of_range
            {"content": "c", "version": 99999999999999999999}   | version      | out_of_range
            {"content": "c", "timestamp": 1}                    | timestamp    | wrong_type
            {"content": "c", "timestamp": "2026-11-22T10:00"}   | timestamp    | malformed
            {"content": "c", "embedding": {}}                   | embedding    | wrong_type
            {"content": "c", "embedding": "AAA"}                | embedding    | malformed
            {"content": "c", "embedding": "AAAAAA=="}           | embedding    | dimension
            {"content": "c", "embedding": [1, "2", 3]}          | embedding[1] | wrong_type
            {"content": "c", "embedding": [1, 2, 1e39]}         | embedding[2] | out_of_range
            {"content": "c", "metadata": []}                    | metadata     | wrong_type
            {"content": "c", "metadata": {"k": 1e400}}          | metadata.k   | out_of_range
            {"content": "c", "metadata": {"k": ["\\udc00"]}}    | metadata.k[0] | malformed
            {"content": "c", "doc_id": "a\\tb"}                 | doc_id       | malformed
            {"content": "c", "operation": "upsert"}             | operation    | unknown_field
            {"content": "c", "metadata": {"a": [[[1]]]}}        | metadata     | limit_exceeded
            {"content": "c", "version": 123456789012345678901}  | version      | limit_exceeded
            """)
    void refusesWithFieldAndCode(String json, String field, String code) {
        assertThat(refused(json))
                .singleElement()
                .extracting(Violation::field, Violation::code)
                .containsExactly(field, code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "\"c\"",
                "null",
                "{\"content\": \"c\"",
                "{\"content\": \"c\"} {}",
                "{'content': 'c'}",
                "{\"content\": \"a\", \"content\": \"b\"}",
                "{\"content\": NaN}"
            })
    void callsWhatIsNoJsonObjectMalformed(String json) {
        assertThat(reader.read(json.getBytes(UTF_8))).isInstanceOf(Reading.Malformed.class);
    }

    @Test
    void takesNoOtherCharsetThanUtf8() {
        assertThat(reader.read("{\"content\": \"Zürich\"}".getBytes(ISO_8859_1)))
                .isEqualTo(new Reading.Malformed("the body is not valid UTF-8"));
        // an overlong slash, and a surrogate in bytes
        assertThat(reader.read("{\"content\": \"\u00c0\u00af\"}".getBytes(ISO_8859_1)))
                .isInstanceOf(Reading.Malformed.class);
        assertThat(reader.read("{\"content\": \"\u00ed\u00a0\u0080\"}".getBytes(ISO_8859_1)))
                .isInstanceOf(Reading.Malformed.class);
    }

    @Test
    void checksUtf8BeyondItsFirstBuffer() {
        byte[] json = ("{\"content\": \"" + "é".repeat(20_000) + "\"}").getBytes(UTF_8);
        assertThat(reader.read(json)).isInstanceOf(Reading.Understood.class);

        json[json.length - 3] = (byte) 0xC3;

        assertThat(reader.read(json)).isInstanceOf(Reading.Malformed.class);
    }

    @Test
    void aBulkLineMayDelete() {
        assertThat(reader.readBulkLine(
                        "{\"operation\": \"delete\", \"doc_id\": \"d\", \"version\": 5}".getBytes(UTF_8)))
                .isEqualTo(new Reading.Understood(DocumentRequest.delete("d", 5L)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"operation": "delete"}                                   | doc_id    | required
            {"operation": "delete", "doc_id": "d", "content": "c"}    | content   | unknown_field
            {"operation": "destroy", "doc_id": "d"}                   | operation | unknown_value
            {"operation": "upsert", "doc_id": "d"}                    | content   | required
            """)
    void aBulkLineIsRefusedWithFieldAndCode(String json, String field, String code) {
        assertThat(reader.readBulkLine(json.getBytes(UTF_8)))
                .asInstanceOf(type(Reading.Refused.class))
                .satisfies(refusal -> assertThat(refusal.violations())
                        .singleElement()
                        .extracting(Violation::field, Violation::code)
                        .containsExactly(field, code));
    }

    private DocumentRequest understood(String json) {
        return ((Reading.Understood) reader.read(json.getBytes(UTF_8))).request();
    }

    private List<Violation> refused(String json) {
        return ((Reading.Refused) reader.read(json.getBytes(UTF_8))).violations();
    }
}
