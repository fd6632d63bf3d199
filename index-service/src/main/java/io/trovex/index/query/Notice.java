package io.trovex.index.query;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What an answer says of its question, where that was not taken as it may have been meant.
 *
 * @param code for programs
 * @param detail for people
 */
public record Notice(
        @JsonProperty("code") String code,
        @JsonProperty("detail") String detail) {
    /** Something looks like syntax and is none: it was taken for plain words. */
    public static final String QUERY_SYNTAX = "query_syntax";

    /** There are conditions alone, so that nothing could be compared by meaning. */
    public static final String NO_WORDS = "no_words";

    /** A word that no document has stands for close ones. */
    public static final String CORRECTED = "corrected";

    /** Other words count for some of the query's, as the synonyms say. */
    public static final String SYNONYM = "synonym";

    /** There may be documents that no page reaches. */
    public static final String PAGE_DEPTH = "page_depth";

    /** The best passage is not listed: it alone has more tokens than all may have together. */
    public static final String TOKEN_BUDGET = "token_budget";

    /** @param reached so many documents, or groups, are on the pages */
    public static Notice pageDepth(int reached) {
        return new Notice(
                PAGE_DEPTH,
                "pages end after the best %d; mode keyword, or a sort, without groups goes on to the last"
                        .formatted(reached));
    }

    /** @param tokens of the best passage */
    public static Notice tokenBudget(int tokens, int most) {
        return new Notice(
                TOKEN_BUDGET, "the best passage has %d tokens and does not fit into %d".formatted(tokens, most));
    }

    static Notice syntax(String detail) {
        return new Notice(QUERY_SYNTAX, detail);
    }
}
