package io.trovex.index.generation.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.index.generation.Decisions.Order;
import io.trovex.stage.web.ProblemException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who decides, why, and whether against the gate. */
record OrderRequest(
        @JsonProperty("by") @Nullable String by,
        @JsonProperty("reason") @Nullable String reason,
        @JsonProperty("force") @Nullable Boolean force) {
    static final OrderRequest EMPTY = new OrderRequest(null, null, null);

    Order order() {
        boolean forced = Boolean.TRUE.equals(force);
        if (forced && (reason == null || reason.isBlank())) {
            throw ProblemException.invalid("reason", "missing", "say why the gate is not to be heard");
        }
        return new Order(name(by), reason, forced);
    }

    static String name(@Nullable String by) {
        return by == null || by.isBlank() ? "unknown" : Objects.requireNonNull(by);
    }
}
