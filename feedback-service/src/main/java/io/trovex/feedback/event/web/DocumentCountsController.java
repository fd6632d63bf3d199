package io.trovex.feedback.event.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.feedback.FeedbackProperties;
import io.trovex.feedback.event.ActionCounts;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.web.ProblemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What users did to one document. */
@RestController
@Tag(name = "feedback")
class DocumentCountsController {
    private final ActionCounts counts;
    private final FeedbackProperties properties;

    DocumentCountsController(ActionCounts counts, FeedbackProperties properties) {
        this.counts = counts;
        this.properties = properties;
    }

    @Operation(
            summary = "How often users did what to a document",
            description = "Gathered from the log, a moment behind it. A document nobody touched has zero counts.")
    @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(FeedbackExamples.COUNTS)))
    @GetMapping("/v1/feedback/documents/{id}")
    DocumentCounts counts(@PathVariable String id) {
        try {
            return DocumentCounts.of(id, counts.of(id));
        } catch (DependencyUnavailableException e) {
            throw ProblemException.unavailable(
                    "counts_unavailable",
                    "The counts cannot be read for now; feedback is still taken.",
                    properties.retryAfter(),
                    e);
        }
    }
}
