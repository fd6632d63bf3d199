package io.trovex.ingest.idempotency;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a request was answered.
 *
 * @param status of HTTP
 * @param location of the document
 * @param body JSON, byte for byte
 */
public record Answer(
        @JsonProperty("status") int status,
        @JsonProperty("location") String location,
        @JsonProperty("body") String body) {}
