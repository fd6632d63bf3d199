package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Offsets of one partition; compaction may have left gaps in them.
 *
 * @param from first offset
 * @param to the offset after the last
 */
public record OffsetRange(
        @JsonProperty("partition") int partition,
        @JsonProperty("from") long from,
        @JsonProperty("to") long to) {}
