package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A stretch of the body with its embedding.
 *
 * @param start offset of the first UTF-16 code unit in the body
 * @param end offset after the last
 */
public record Passage(
        @JsonProperty("start") int start,
        @JsonProperty("end") int end,
        @JsonProperty("embedding") Vector embedding) {}
