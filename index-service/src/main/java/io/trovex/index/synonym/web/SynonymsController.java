package io.trovex.index.synonym.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.contracts.SynonymRule;
import io.trovex.index.synonym.kafka.SynonymLog;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.web.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/synonyms}: read, replaced and deleted as a whole. */
@RestController
@RequestMapping("/v1/synonyms")
@Tag(name = "search")
@ApiResponse(
        responseCode = "503",
        description = "log_unavailable: the log does not answer for now, Retry-After says when to come back",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                        schema = @Schema(implementation = ProblemDetail.class)))
class SynonymsController {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final SynonymLog log;

    SynonymsController(SynonymLog log) {
        this.log = log;
    }

    @GetMapping
    @Operation(summary = "The synonyms that queries are searched with")
    @ApiResponse(responseCode = "200")
    SynonymsView get() {
        return SynonymsView.of(answer(log::decided));
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Set the synonyms",
            description = "All of them: rules that were set before and are not repeated are gone. Queries go by them at"
                    + " once, no document is indexed again.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject("""
                                            {"rules": [{"words": ["car", "automobile", "motor vehicle"]},
                                                       {"words": ["ai"], "to": ["artificial intelligence"]}]}"""))))
    @ApiResponse(responseCode = "200", description = "Searches go by them")
    @ApiResponse(
            responseCode = "422",
            description =
                    "missing, blank, too_few, too_many, too_long, too_large, wrong_type, unknown_field: every reason in"
                            + " violations",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemDetail.class)))
    SynonymsView put(@RequestBody SynonymsRequest request) {
        List<SynonymRule> rules = request.checked();
        return SynonymsView.of(answer(() -> log.decide(rules)));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete the synonyms", description = "All of them. None are none already: 204 as well.")
    @ApiResponse(responseCode = "204")
    void delete() {
        answer(() -> log.decide(List.of()));
    }

    private static <T> T answer(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (DependencyUnavailableException e) {
            throw ProblemException.unavailable(
                    "log_unavailable", "The log does not answer; look again before you repeat it.", RETRY_AFTER, e);
        }
    }
}
