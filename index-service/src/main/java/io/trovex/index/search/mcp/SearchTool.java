package io.trovex.index.search.mcp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import io.trovex.index.query.Notice;
import io.trovex.index.search.ContextPassage;
import io.trovex.index.search.DegradedReason;
import io.trovex.index.search.SearchResponse;
import io.trovex.index.search.web.SearchAnswers;
import io.trovex.index.search.web.SearchQuestion;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The best passages for a question, by the same way as {@code /v1/search}. */
@Component
class SearchTool {
    private static final int DEFAULT_TOKENS = 2_000;

    private static final Tool TOOL = Tool.builder(
                    "search",
                    Schemas.object(
                            Map.of(
                                    "query",
                                    Schemas.text("What to look for, in plain words, by meaning as well as by word."
                                            + " \"a phrase\", -excluded, field:value and beginning* are conditions."),
                                    "source",
                                    Schemas.texts("Only documents of any of these sources"),
                                    "language",
                                    Schemas.text("Only documents in this language, as ISO 639-1, such as en"),
                                    "from",
                                    Schemas.text("Only documents of this time or later, RFC 3339, such as"
                                            + " 2026-01-31T00:00:00Z"),
                                    "to",
                                    Schemas.text("Only documents of this time or earlier, RFC 3339"),
                                    "size",
                                    Schemas.number("How many documents the passages may come from", 10, 1_000),
                                    "max_tokens",
                                    Schemas.number("Most tokens of all passages together", DEFAULT_TOKENS, 100_000)),
                            "query"))
            .title("Search the documents")
            .description("Finds the passages that say most about something, best first, each with the doc_id and title"
                    + " of its document, its place there as offsets, and its score.")
            .annotations(ToolAnnotations.builder()
                    .readOnlyHint(true)
                    .openWorldHint(false)
                    .build())
            .build();

    private final SearchAnswers searches;
    private final ToolAnswers answers;
    private final JsonMapper json;

    SearchTool(SearchAnswers searches, ToolAnswers answers, JsonMapper json) {
        this.searches = searches;
        this.answers = answers;
        this.json = json;
    }

    SyncToolSpecification specification() {
        return new SyncToolSpecification(TOOL, (_, call) -> answers.of(() -> answer(call.arguments())));
    }

    private Answer answer(@Nullable Map<String, Object> arguments) {
        Map<String, Object> question = new HashMap<>(Map.of("max_tokens", DEFAULT_TOKENS, "fields", List.of()));
        if (arguments != null) {
            question.putAll(arguments);
        }
        question.replaceAll((_, value) -> isWhole(value) ? ((Double) value).intValue() : value);
        return Answer.of(searches.to(json.convertValue(question, SearchQuestion.class)));
    }

    /** To JSON Schema, and to clients whose only numbers are doubles, 5.0 is an integer. */
    private static boolean isWhole(@Nullable Object value) {
        return value instanceof Double number && number == number.intValue();
    }

    /** What of a {@link SearchResponse} is of use to who reads passages. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            @JsonProperty("query_id") String queryId,
            @JsonProperty("as_of") @Nullable Instant asOf,
            @JsonProperty("degraded") boolean degraded,
            @JsonProperty("degraded_reason") @Nullable DegradedReason degradedReason,
            @JsonProperty("notices") @Nullable List<Notice> notices,
            @JsonProperty("total") SearchResponse.Total total,
            @JsonProperty("passages") @Nullable List<ContextPassage> passages) {
        static Answer of(SearchResponse response) {
            return new Answer(
                    response.queryId(),
                    response.asOf(),
                    response.degraded(),
                    response.degradedReason(),
                    response.notices(),
                    response.total(),
                    response.passages());
        }
    }
}
