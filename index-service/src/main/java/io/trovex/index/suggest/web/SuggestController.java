package io.trovex.index.suggest.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.contracts.Violation;
import io.trovex.index.IndexMeter;
import io.trovex.index.engine.web.IndexAnswers;
import io.trovex.index.suggest.Suggester;
import io.trovex.index.suggest.Suggestions;
import io.trovex.stage.web.RequestParameters;
import io.trovex.stage.web.UnknownFields;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/suggest}. */
@RestController
@Tag(name = "search")
class SuggestController {
    private static final int LONGEST_TEXT = 256;
    private static final int MOST = 50;
    private static final int DEFAULT = 10;

    private final Suggester suggester;
    private final Timer timer;

    SuggestController(Suggester suggester, MeterRegistry meters) {
        this.suggester = suggester;
        this.timer = IndexMeter.SUGGEST.timer(meters);
    }

    @GetMapping("/v1/suggest")
    @Operation(
            summary = "Complete and correct what is being typed",
            description =
                    "Titles that begin so or have the words, and words that begin as the last one, those first that"
                            + " most documents have together with the words before it.",
            parameters = {
                @Parameter(
                        name = "q",
                        in = ParameterIn.QUERY,
                        required = true,
                        description = "What is typed so far",
                        example = "measles vac"),
                @Parameter(
                        name = "size",
                        in = ParameterIn.QUERY,
                        description = "Most suggestions",
                        schema = @Schema(type = "integer", minimum = "1", maximum = "50", defaultValue = "10"))
            })
    @ApiResponse(responseCode = "200", description = "What it may become; nothing is an answer too")
    @ApiResponse(
            responseCode = "422",
            description = "The question is not valid",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "503",
            description = "index_unavailable: the index does not answer for now, Retry-After says when to come back",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemDetail.class)))
    Suggestions get(@Parameter(hidden = true) @RequestParam MultiValueMap<String, String> all) {
        RequestParameters parameters = new RequestParameters(all);
        String q = parameters.one("q");
        Integer wanted = parameters.number("size");
        int size = wanted == null ? DEFAULT : wanted;
        UnknownFields.of("", parameters.left()).forEach(parameters::add);
        if (q == null || q.isBlank()) {
            parameters.add(new Violation("q", "blank", "there is nothing to complete"));
        } else if (q.length() > LONGEST_TEXT) {
            parameters.add(new Violation(
                    "q", "too_long", "at most %d characters, not %d".formatted(LONGEST_TEXT, q.length())));
        }
        if (size < 1 || size > MOST) {
            parameters.add(new Violation("size", "out_of_range", "between 1 and %d, not %d".formatted(MOST, size)));
        }
        parameters.requireValid();
        String typed = Objects.requireNonNull(q);
        Timer.Sample sample = Timer.start();
        Suggestions suggestions = IndexAnswers.of(() -> suggester.suggest(typed, size));
        sample.stop(timer);
        return suggestions;
    }
}
