package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One reason why a record was refused.
 *
 * @param field the offending field, in its wire name
 * @param code stable, for programs: {@code blank}, {@code too_long}, …
 * @param detail one sentence for people, with expected and actual values
 */
public record Violation(
        @JsonProperty("field") String field,
        @JsonProperty("code") String code,
        @JsonProperty("detail") String detail) {}
