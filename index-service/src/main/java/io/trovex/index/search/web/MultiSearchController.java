package io.trovex.index.search.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.index.search.SearchResponse;
import io.trovex.stage.web.ProblemException;
import io.trovex.stage.web.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/searches}: several questions at once. */
@RestController
@Tag(name = "search")
class MultiSearchController {
    private static final int MOST = 50;

    private final SearchAnswers answers;
    private final Problems problems;

    MultiSearchController(SearchAnswers answers, Problems problems) {
        this.answers = answers;
        this.problems = problems;
    }

    /** @param searches 1 to {@value MultiSearchController#MOST} questions */
    record Questions(
            @JsonProperty("searches") @ArraySchema(minItems = 1, maxItems = MOST) @Nullable
            List<@Nullable SearchQuestion> searches) {}

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
        List<@Nullable SearchQuestion> searches = questions.searches();
        if (searches == null || searches.isEmpty() || searches.size() > MOST) {
            throw ProblemException.invalid("searches", "out_of_range", "between 1 and %d questions".formatted(MOST));
        }
        return new Answers(searches.stream().map(this::answer).toList());
    }

    private Object answer(@Nullable SearchQuestion question) {
        try {
            if (question == null) {
                throw ProblemException.invalid("", "wrong_type", "a question is an object");
            }
            return answers.to(question);
        } catch (ProblemException e) {
            return problems.problem(e);
        }
    }
}
