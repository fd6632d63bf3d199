package io.trovex.index.generation.web;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.trovex.contracts.Violation;
import io.trovex.index.generation.Decisions.Order;
import io.trovex.stage.web.ProblemException;
import io.trovex.stage.web.UnknownFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who decides, why, and whether against the gate.
 *
 * @param unknown what no field is called
 */
record OrderRequest(
        @JsonProperty("by") @Schema(maxLength = OrderRequest.LONGEST_BY) @Nullable
        String by,

        @JsonProperty("reason") @Schema(maxLength = OrderRequest.LONGEST_REASON) @Nullable
        String reason,

        @JsonProperty("force") @Nullable Boolean force,
        @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, @Nullable Object> unknown) {
    static final int LONGEST_BY = 200;
    static final int LONGEST_REASON = 1_000;
    static final OrderRequest EMPTY = new OrderRequest(null, null, null, null);

    /** @throws ProblemException with every violation */
    Order order() {
        List<Violation> violations = new ArrayList<>(UnknownFields.of("", unknown));
        violations.addAll(tooLong(by, reason));
        boolean forced = Boolean.TRUE.equals(force);
        if (forced && (reason == null || reason.isBlank())) {
            violations.add(new Violation("reason", "missing", "say why the gate is not to be heard"));
        }
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return new Order(name(by), reason, forced);
    }

    static String name(@Nullable String by) {
        return by == null || by.isBlank() ? "unknown" : Objects.requireNonNull(by);
    }

    /** The log keeps both for good. */
    static List<Violation> tooLong(@Nullable String by, @Nullable String reason) {
        List<Violation> violations = new ArrayList<>();
        if (by != null && by.length() > LONGEST_BY) {
            violations.add(new Violation("by", "too_long", "at most %,d characters".formatted(LONGEST_BY)));
        }
        if (reason != null && reason.length() > LONGEST_REASON) {
            violations.add(new Violation("reason", "too_long", "at most %,d characters".formatted(LONGEST_REASON)));
        }
        return violations;
    }
}
