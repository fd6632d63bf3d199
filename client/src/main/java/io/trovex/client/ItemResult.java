package io.trovex.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What became of one line of a bulk request.
 *
 * @param line from 1, within its request
 * @param status an HTTP status; 202 accepted, 200 settled
 * @param code why not, for programs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ItemResult(
        @JsonProperty("line") int line,
        @JsonProperty("doc_id") @Nullable String docId,
        @JsonProperty("status") int status,
        @JsonProperty("code") @Nullable String code,
        @JsonProperty("detail") @Nullable String detail,
        @JsonProperty("field") @Nullable String field) {

    public boolean accepted() {
        return status < 300;
    }
}
