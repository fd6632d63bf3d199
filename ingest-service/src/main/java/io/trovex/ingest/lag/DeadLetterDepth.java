package io.trovex.ingest.lag;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How many dead letters a topic holds.
 *
 * @param depth those that retention has not deleted, reviewed or not
 */
public record DeadLetterDepth(
        @JsonProperty("topic") String topic,
        @JsonProperty("depth") long depth) {}
