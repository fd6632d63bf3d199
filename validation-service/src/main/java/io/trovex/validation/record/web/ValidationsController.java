package io.trovex.validation.record.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Violation;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.web.ProblemException;
import io.trovex.validation.record.DocumentRules;
import io.trovex.validation.record.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Judges a document without submitting it. */
@RestController
@Tag(name = "validations", description = "Try the rules before you submit")
class ValidationsController {
    static final String EXAMPLE = """
            {"doc_id": "manual-17", "title": "Changing the filter",
             "content": "Switch the machine off before you open the lid.", "source": "manuals",
             "timestamp": "2026-11-22T10:15:30Z", "metadata": {"product": "X200", "pages": 3}}""";

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final DocumentRules rules;
    private final Clock clock;

    ValidationsController(DocumentRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    @PostMapping("/v1/validations")
    @Operation(
            summary = "Judge a document without submitting it",
            description = "Answers 200 with every violation, or with the document as it would go on: normalised, its"
                    + " language told.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject(EXAMPLE))))
    Judgment judge(@RequestBody Candidate candidate) {
        DocumentSubmitted document = candidate.submitted(clock.instant());
        try {
            return switch (rules.judge(document, Objects.requireNonNullElse(document.content(), ""))) {
                case Verdict.Accepted(DocumentValidated accepted) -> new Judgment(true, List.of(), accepted);
                case Verdict.Rejected(List<Violation> violations) -> new Judgment(false, violations, null);
            };
        } catch (DependencyUnavailableException e) {
            throw ProblemException.unavailable(
                    "log_unavailable", "The log does not say which models' vectors are taken.", RETRY_AFTER, e);
        }
    }
}
