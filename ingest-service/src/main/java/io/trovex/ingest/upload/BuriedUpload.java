package io.trovex.ingest.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task that was given up.
 *
 * @param id of the dead letter
 * @param task absent where it cannot be read
 * @param unreadable what lay in the queue in its place
 * @param code stable, for programs
 * @param deliveries how often it was tried
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BuriedUpload(
        @JsonProperty("id") String id,
        @JsonProperty("task") @Nullable UploadTask task,
        @JsonProperty("unreadable") @Nullable String unreadable,
        @JsonProperty("code") String code,
        @JsonProperty("detail") String detail,
        @JsonProperty("deliveries") long deliveries,
        @JsonProperty("at") Instant at) {}
