package io.trovex.index.generation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.trovex.contracts.Violation;
import io.trovex.index.generation.Decisions.Order;
import io.trovex.stage.web.ProblemException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OrderRequestTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void saysEverythingThatIsWrongWithIt() {
        String body = "{\"bogus\": true, \"by\": \"%s\", \"force\": true}".formatted("b".repeat(201));

        assertThat(violations(body))
                .extracting(Violation::field, Violation::code)
                .containsExactly(tuple("bogus", "unknown_field"), tuple("by", "too_long"), tuple("reason", "missing"));
    }

    @Test
    void aReasonMayHaveAThousandCharacters() {
        String body = "{\"reason\": \"%s\"}";

        assertThat(request(body.formatted("r".repeat(1000))).order().reason()).hasSize(1000);
        assertThat(violations(body.formatted("r".repeat(1001))))
                .extracting(Violation::field, Violation::code)
                .containsExactly(tuple("reason", "too_long"));
    }

    @Test
    void whoDoesNotSayItIsUnknown() {
        assertThat(request("{}").order()).isEqualTo(new Order("unknown", null, false));
    }

    private static Iterable<Violation> violations(String body) {
        return catchThrowableOfType(ProblemException.class, () -> request(body).order())
                .violations();
    }

    private static OrderRequest request(String body) {
        return JSON.readValue(body, OrderRequest.class);
    }
}
