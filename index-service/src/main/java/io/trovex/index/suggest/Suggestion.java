package io.trovex.index.suggest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.trovex.index.engine.Completion;
import org.jspecify.annotations.Nullable;

/**
 * How the text may go on.
 *
 * @param docId of a document with this title
 * @param documents that have all the words that the index knows; where none has, those that have the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Suggestion(
        @JsonProperty("text") String text,
        @JsonProperty("kind") Kind kind,
        @JsonProperty("doc_id") @Nullable String docId,

        @JsonProperty("documents")
        @Schema(
                description = "Of a word: how many documents have all the words that the index knows; where none has,"
                        + " how many have the last")
        @Nullable
        Integer documents) {
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
