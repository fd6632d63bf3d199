package io.trovex.ingest.upload;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * A task that was given up.
 *
 * @param id of the dead letter
 * @param code stable, for programs
 * @param deliveries how often it was tried
 */
public record BuriedUpload(
        @JsonProperty("id") String id,
        @JsonProperty("task") UploadTask task,
        @JsonProperty("code") String code,
        @JsonProperty("detail") String detail,
        @JsonProperty("deliveries") long deliveries,
        @JsonProperty("at") Instant at) {}
