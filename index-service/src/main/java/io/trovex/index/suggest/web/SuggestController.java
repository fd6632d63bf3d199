package io.trovex.index.suggest.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.contracts.Violation;
import io.trovex.index.IndexMeter;
import io.trovex.index.engine.web.IndexAnswers;
import io.trovex.index.suggest.Suggester;
import io.trovex.index.suggest.Suggestions;
import io.trovex.stage.web.ProblemException;
import io.trovex.stage.web.UnknownFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/suggest}. */
@RestController
@Tag(name = "search")
class SuggestController {
    private static final int LONGEST_TEXT = 256;
    private static final int MOST = 50;

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
                            + " most documents have together with the words before it.")
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
    Suggestions get(
            @Parameter(required = true, description = "What is typed so far", example = "measles vac")
                    @RequestParam(required = false)
                    @Nullable
                    String q,
            @Parameter(
                            description = "Most suggestions",
                            schema = @Schema(type = "integer", minimum = "1", maximum = "50", defaultValue = "10"))
                    @RequestParam(defaultValue = "10")
                    int size,
            @Parameter(hidden = true) @RequestParam Map<String, String> parameters) {
        Map<String, String> unknown = new LinkedHashMap<>(parameters);
        unknown.keySet().removeAll(Set.of("q", "size"));
        List<Violation> violations = new ArrayList<>(UnknownFields.of("", unknown));
        if (q == null || q.isBlank()) {
            violations.add(new Violation("q", "blank", "there is nothing to complete"));
        } else if (q.length() > LONGEST_TEXT) {
            violations.add(new Violation(
                    "q", "too_long", "at most %d characters, not %d".formatted(LONGEST_TEXT, q.length())));
        }
        if (size < 1 || size > MOST) {
            violations.add(new Violation("size", "out_of_range", "between 1 and %d, not %d".formatted(MOST, size)));
        }
        if (q == null || !violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        Timer.Sample sample = Timer.start();
        Suggestions suggestions = IndexAnswers.of(() -> suggester.suggest(q, size));
        sample.stop(timer);
        return suggestions;
    }
}
