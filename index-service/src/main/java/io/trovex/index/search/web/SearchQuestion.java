package io.trovex.index.search.web;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A search as it was asked; nothing is judged yet.
 *
 * @param query what is looked for
 * @param q the query's short name; null once it was taken for it, so what is left was given beside one
 * @param offset so many of the best hits are left out
 * @param source one or several
 * @param from earliest timestamp, inclusive
 * @param to latest timestamp, inclusive
 * @param metadata a value, or several alternatives, by key
 * @param filter a tree of conditions, which hold together with the ones before
 * @param moreLike id of a document
 * @param minScore least score of a hit
 * @param sort {@code "timestamp:desc"}, or an object with field and order
 * @param facets {@code "source:20"}, or objects with field and size
 * @param groupBy {@code source}, {@code language} or {@code metadata.KEY}
 * @param fields what hits show
 * @param maxTokens of the passages to list
 * @param cursor {@value #FIRST_PAGE} for the first of several pages
 * @param clientId who asks, for feedback and experiments
 * @param unknown what no field is called
 */
public record SearchQuestion(
        @JsonProperty("query")
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "how do vaccines protect against measles")
        @Nullable
        String query,

        @JsonProperty("q") @Schema(hidden = true) @Nullable String q,

        @JsonProperty("mode")
        @Schema(
                allowableValues = {"hybrid", "keyword", "semantic"},
                defaultValue = "hybrid")
        @Nullable
        String mode,

        @JsonProperty("size") @Schema(minimum = "1", maximum = "1000", defaultValue = "10") @Nullable
        Integer size,

        @JsonProperty("offset")
        @Schema(
                minimum = "0",
                maximum = "1000",
                defaultValue = "0",
                description = "So many of the best hits are left out")
        @Nullable
        Integer offset,

        @JsonProperty("source")
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        @Schema(example = "[\"wikipedia\"]")
        @Nullable
        List<@Nullable String> source,

        @JsonProperty("language") @Schema(example = "en") @Nullable
        String language,

        @JsonProperty("from") @Schema(example = "2026-01-01T00:00:00Z") @Nullable
        String from,

        @JsonProperty("to") @Schema(example = "2026-12-31T23:59:59Z") @Nullable
        String to,

        @JsonProperty("metadata") @Schema(example = "{\"section\": \"health\", \"year\": [2025, 2026]}") @Nullable
        Map<String, @Nullable Object> metadata,

        @JsonProperty("filter")
        @Schema(
                type = "object",
                description = "A tree of term, range, exists, and, or, not",
                example = "{\"and\": [{\"term\": {\"metadata.section\": [\"health\", \"science\"]}},"
                        + " {\"range\": {\"metadata.year\": {\"gte\": 2020, \"lt\": 2027}}},"
                        + " {\"not\": {\"exists\": \"metadata.retracted\"}}]}")
        @Nullable
        Object filter,

        @JsonProperty("fusion")
        @Schema(
                allowableValues = {"weighted", "rrf"},
                defaultValue = "weighted")
        @Nullable
        String fusion,

        @JsonProperty("more_like")
        @Schema(description = "Id of a document that the hits are to be like; query may then be absent", example = "42")
        @Nullable
        String moreLike,

        @JsonProperty("explain") @Schema(defaultValue = "false") @Nullable
        Boolean explain,

        @JsonProperty("min_score") @Schema(example = "0.3") @Nullable
        Double minScore,

        @JsonProperty("sort")
        @Schema(
                type = "string",
                description = "score, timestamp, source, language, doc_id or metadata.KEY, then :asc or :desc",
                defaultValue = "score",
                example = "timestamp:desc")
        @Nullable
        Object sort,

        @JsonProperty("facets")
        @Schema(
                description = "source, language, metadata.KEY; :N for so many values, else 10",
                example = "[\"source\", {\"field\": \"metadata.section\", \"size\": 20}]")
        @Nullable
        List<@Nullable Object> facets,

        @JsonProperty("group_by") @Schema(description = "source, language, metadata.KEY", example = "source") @Nullable
        String groupBy,

        @JsonProperty("fields")
        @Schema(
                description = "What hits show besides doc_id and score: title, source, language, timestamp, passage,"
                        + " content, metadata, metadata.KEY",
                example = "[\"title\", \"metadata.section\"]")
        @Nullable
        List<@Nullable String> fields,

        @JsonProperty("max_tokens")
        @Schema(
                minimum = "1",
                maximum = "100000",
                description = "Lists the best passages of the documents found, so many tokens of them; a notice,"
                        + " token_budget, says so where the best does not fit")
        @Nullable
        Integer maxTokens,

        @JsonProperty("cursor")
        @Schema(description = "* to turn pages, then the next_cursor of the page before", example = "*")
        @Nullable
        String cursor,

        @JsonProperty("client_id") @Schema(example = "reader-17") @Nullable
        String clientId,

        @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, @Nullable Object> unknown) {
    /** What a cursor is to begin with. */
    static final String FIRST_PAGE = "*";

    public SearchQuestion {
        if (query == null) {
            query = q;
            q = null;
        }
    }

    /** Whether it asks for a page after the first. */
    boolean isContinued() {
        return cursor != null && !cursor.equals(FIRST_PAGE);
    }

    /** Whether some of the search is repeated beside the cursor, but not what was looked for. */
    boolean isCursorWithoutSearch() {
        return query == null && moreLike == null && (unknown == null || unknown.isEmpty()) && !isCursorAlone();
    }

    /** Whether nothing of the search is repeated beside the cursor. */
    boolean isCursorAlone() {
        return Stream.of(query, mode, source, language, from, to, metadata, filter, fusion, moreLike, explain, minScore)
                        .allMatch(Objects::isNull)
                && Stream.of(offset, sort, facets, groupBy, fields, maxTokens).allMatch(Objects::isNull)
                && (unknown == null || unknown.isEmpty());
    }
}
