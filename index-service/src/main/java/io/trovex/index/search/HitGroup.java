package io.trovex.index.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The documents that a hit stands for.
 *
 * @param value of the field that they are grouped by; null for those without one
 * @param size how many of the documents in {@code total} have it
 */
public record HitGroup(
        @JsonProperty("value") @Nullable String value,
        @JsonProperty("size") long size) {}
