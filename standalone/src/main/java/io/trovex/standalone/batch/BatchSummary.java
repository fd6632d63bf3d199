package io.trovex.standalone.batch;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a run did.
 *
 * @param accepted lines whose effect is in the index
 * @param rejected lines that are in {@code rejected.jsonl} instead
 */
public record BatchSummary(
        @JsonProperty("accepted") long accepted,
        @JsonProperty("rejected") long rejected,
        @JsonProperty("passages") long passages,
        @JsonProperty("seconds") double seconds) {}
