package io.trovex.standalone.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a line of the input.
 *
 * @param line from 1
 * @param violations why it is not in the index; empty if it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LineResult(
        @JsonProperty("line") long line,
        @JsonProperty("doc_id") @Nullable String docId,
        @JsonProperty("violations") List<Violation> violations) {

    public boolean accepted() {
        return violations.isEmpty();
    }
}
