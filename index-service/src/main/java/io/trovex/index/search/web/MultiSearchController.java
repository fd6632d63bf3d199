package io.trovex.index.search.web;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.contracts.Violation;
import io.trovex.index.search.SearchResponse;
import io.trovex.stage.web.JsonFault;
import io.trovex.stage.web.ProblemException;
import io.trovex.stage.web.Problems;
import io.trovex.stage.web.UnknownFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/searches}: several questions at once. */
@RestController
@Tag(name = "search")
class MultiSearchController {
    private static final Logger LOG = LoggerFactory.getLogger(MultiSearchController.class);
    private static final int MOST = 50;

    private final SearchAnswers answers;
    private final Problems problems;
    private final JsonMapper json;

    MultiSearchController(SearchAnswers answers, Problems problems, JsonMapper json) {
        this.answers = answers;
        this.problems = problems;
        this.json = json;
    }

    /**
     * @param searches 1 to {@value MultiSearchController#MOST} questions
     * @param unknown what no field is called
     */
    record Questions(
            @JsonProperty("searches")
            @ArraySchema(minItems = 1, maxItems = MOST, schema = @Schema(implementation = SearchQuestion.class))
            @Nullable
            List<JsonNode> searches,

            @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, @Nullable Object> unknown) {}

    /** @param responses a {@link SearchResponse}, or a problem, for each question, in their order */
    record Answers(
            @JsonProperty("responses") @ArraySchema(schema = @Schema(anyOf = {SearchResponse.class}))
            List<Object> responses) {}

    @PostMapping(path = "/v1/searches", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Search several times at once",
            description = "Each question is one of /v1/search, and is answered by itself: a problem in the place of one"
                    + " says nothing of the others.")
    Answers post(@RequestBody Questions questions) {
        List<JsonNode> searches = questions.searches();
        List<Violation> violations = new ArrayList<>(UnknownFields.of("", questions.unknown()));
        if (searches == null || searches.isEmpty() || searches.size() > MOST) {
            violations.add(new Violation("searches", "out_of_range", "between 1 and %d questions".formatted(MOST)));
        }
        if (searches == null || !violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return new Answers(searches.stream().map(this::answer).toList());
    }

    /** Whatever is wrong with one question, the others are answered. */
    private Object answer(JsonNode question) {
        try {
            return answers.to(read(question));
        } catch (ProblemException e) {
            return problems.problem(e);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("one of several questions failed");
            return problems.problem(ProblemException.of(
                    HttpStatus.INTERNAL_SERVER_ERROR,
                    "internal_error",
                    "Trovex failed on this question; the trace id leads to the log."));
        }
    }

    private SearchQuestion read(JsonNode question) {
        if (!question.isObject()) {
            throw ProblemException.invalid("", "wrong_type", "a question is an object");
        }
        try {
            return json.treeToValue(question, SearchQuestion.class);
        } catch (JacksonException e) {
            throw JsonFault.of(e);
        }
    }
}
