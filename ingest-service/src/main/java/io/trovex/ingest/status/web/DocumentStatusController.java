package io.trovex.ingest.status.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.ingest.IngestProperties;
import io.trovex.ingest.status.DocumentLives;
import io.trovex.ingest.status.DocumentStatus;
import io.trovex.ingest.status.StatusUnavailableException;
import io.trovex.stage.web.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What became of a document. */
@RestController
@Tag(name = "documents")
class DocumentStatusController {
    private final DocumentLives lives;
    private final IngestProperties properties;

    DocumentStatusController(DocumentLives lives, IngestProperties properties) {
        this.lives = lives;
        this.properties = properties;
    }

    @Operation(
            summary = "What became of a document",
            description = "The life of its latest submission, gathered from the log: a moment behind it.")
    @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject("""
                    {"doc_id": "manual-17", "version": 1795342530123456, "status": "indexed",
                     "submitted_at": "2026-11-22T10:15:30.123456Z", "validated_at": "2026-11-22T10:15:30.131Z",
                     "embedded_at": "2026-11-22T10:15:30.164Z", "indexed_at": "2026-11-22T10:15:30.190Z",
                     "durations_ms": {"validation": 7.544, "embedding": 33.0, "indexing": 26.0, "total": 66.544},
                     "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736"}""")))
    @GetMapping("/v1/documents/{id}")
    DocumentStatus status(@PathVariable String id) {
        try {
            return lives.find(id)
                    .map(DocumentStatus::of)
                    .orElseThrow(() -> ProblemException.of(
                            HttpStatus.NOT_FOUND,
                            "unknown_document",
                            "Nothing is known of this document; a submission shows up here within moments."));
        } catch (StatusUnavailableException e) {
            throw ProblemException.unavailable(
                    "status_unavailable",
                    "The status store does not answer; documents are still accepted.",
                    properties.retryAfter(),
                    e);
        }
    }
}
