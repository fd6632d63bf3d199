package io.trovex.index.suggest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.index.engine.Completion;
import org.jspecify.annotations.Nullable;

/**
 * How the text may go on.
 *
 * @param docId of a document with this title
 * @param documents that have the word
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Suggestion(
        @JsonProperty("text") String text,
        @JsonProperty("kind") Kind kind,
        @JsonProperty("doc_id") @Nullable String docId,
        @JsonProperty("documents") @Nullable Integer documents) {
    /** What it completes. */
    public enum Kind {
        @JsonProperty("title")
        TITLE,
        @JsonProperty("word")
        WORD
    }

    static Suggestion title(Completion completion) {
        return new Suggestion(completion.text(), Kind.TITLE, completion.docId(), null);
    }

    static Suggestion word(Completion completion) {
        return new Suggestion(completion.text(), Kind.WORD, null, completion.documents());
    }
}
