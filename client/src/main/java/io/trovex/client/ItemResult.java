package io.trovex.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What became of one line of a bulk request.
 *
 * @param line from 1, within its request
 * @param version of the document, once it was accepted
 * @param status an HTTP status; 202 accepted, 200 settled
 * @param code why not, for programs
 * @param retryAfter seconds after which a line that was not taken may pass
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ItemResult(
        @JsonProperty("line") int line,
        @JsonProperty("doc_id") @Nullable String docId,
        @JsonProperty("version") @Nullable Long version,
        @JsonProperty("status") int status,
        @JsonProperty("code") @Nullable String code,
        @JsonProperty("detail") @Nullable String detail,
        @JsonProperty("field") @Nullable String field,
        @JsonProperty("retry_after") @Nullable Long retryAfter) {

    public boolean accepted() {
        return status < 300;
    }

    /** Neither accepted nor refused: the same line may pass a moment later. */
    boolean comeBackLater() {
        return status == 429 || status == 503;
    }

    ItemResult atLine(int other) {
        return new ItemResult(other, docId, version, status, code, detail, field, retryAfter);
    }
}
