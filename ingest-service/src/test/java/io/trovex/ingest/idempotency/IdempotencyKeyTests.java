package io.trovex.ingest.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTests {

    @Test
    void readsTheQuotedStringOfTheDraftAndTheBareOneOfManyClients() {
        assertThat(IdempotencyKey.parse("\"8e03978e-40d5\"")).isEqualTo(new IdempotencyKey("8e03978e-40d5"));
        assertThat(IdempotencyKey.parse(" 8e03978e-40d5 ")).isEqualTo(new IdempotencyKey("8e03978e-40d5"));
        assertThat(IdempotencyKey.parse("\"a \\\"b\\\\ c\"")).isEqualTo(new IdempotencyKey("a \"b\\ c"));
        assertThat(IdempotencyKey.parse("k".repeat(255)).text()).hasSize(255);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\"\"",
                "\"  \"",
                "\"open",
                "\"a\" b",
                "\"a\\n\"",
                "a b",
                "a,b",
                "a\"b",
                "ä",
                "\"\u0001\""
            })
    void refusesWhatIsNoKey(String header) {
        assertThatThrownBy(() -> IdempotencyKey.parse(header)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAKeyThatIsTooLong() {
        assertThatThrownBy(() -> IdempotencyKey.parse("k".repeat(256))).hasMessageContaining("255");
    }
}
