package io.trovex.ingest.deadletter.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which letters to redrive or discard: those of {@code ids}, or those that the filter selects.
 *
 * @param all true if without ids and filter every letter is meant
 * @param state names separated by commas; {@code open} unless given
 * @param limit at most so many letters
 * @param dryRun says what would happen, and changes nothing
 * @param force also letters that are not open
 * @param reason why they are discarded
 */
record LetterOrder(
        @JsonProperty("ids") @Schema(example = "[\"documents.validated-dlt:2:17\"]") @Nullable
        List<String> ids,

        @JsonProperty("stage") @Schema(example = "embedding") @Nullable
        String stage,

        @JsonProperty("topic") @Schema(example = "documents.validated") @Nullable
        String topic,

        @JsonProperty("fingerprint") @Schema(example = "9f86d081884c7d65") @Nullable
        String fingerprint,

        @JsonProperty("doc_id") @Nullable String docId,

        @JsonProperty("older_than") @Schema(example = "1h") @Nullable
        String olderThan,

        @JsonProperty("newer_than") @Schema(example = "7d") @Nullable
        String newerThan,

        @JsonProperty("state") @Nullable String state,
        @JsonProperty("all") @Nullable Boolean all,
        @JsonProperty("limit") @Nullable Integer limit,
        @JsonProperty("dry_run") @Nullable Boolean dryRun,
        @JsonProperty("force") @Nullable Boolean force,
        @JsonProperty("reason") @Nullable String reason) {

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    boolean isForced() {
        return Boolean.TRUE.equals(force);
    }
}
