package io.trovex.index.generation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.trovex.contracts.Violation;
import io.trovex.stage.web.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class GenerationRequestTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'model': 'm', 'foo': 1}|foo|unknown_field",
                "{'model': 'm', 'chunking': {'passage_tokens': 1}}|chunking.passage_tokens|unknown_field",
                "{'chunking': {'tokens': 64}}|model|missing",
                "{'model': 'm', 'id': '../x'}|id|bad_id"
            })
    void aFaultIsNamedByItsField(String body, String field, String code) {
        ProblemException refusal = refusal(body.replace('\'', '"'));

        assertThat(refusal.status().value()).isEqualTo(422);
        assertThat(refusal.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.field()).isEqualTo(field);
            assertThat(violation.code()).isEqualTo(code);
        });
    }

    @Test
    void whoAndWhyAreKeptShort() {
        assertThat(refusal(body(201, 1001)).violations())
                .extracting(Violation::field, Violation::code)
                .containsExactly(tuple("by", "too_long"), tuple("reason", "too_long"));
        assertThatCode(() -> request(body(200, 1000)).check()).doesNotThrowAnyException();
    }

    private static String body(int by, int reason) {
        return "{\"model\": \"m\", \"by\": \"%s\", \"reason\": \"%s\"}".formatted("b".repeat(by), "r".repeat(reason));
    }

    private static ProblemException refusal(String body) {
        return catchThrowableOfType(ProblemException.class, () -> request(body).check());
    }

    private static GenerationRequest request(String body) {
        return JSON.readValue(body, GenerationRequest.class);
    }
}
