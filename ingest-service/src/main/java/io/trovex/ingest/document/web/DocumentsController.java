package io.trovex.ingest.document.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.contracts.Violation;
import io.trovex.ingest.IngestMeter;
import io.trovex.ingest.IngestProperties;
import io.trovex.ingest.answer.IdempotencyHeader;
import io.trovex.ingest.answer.IdempotentAnswers;
import io.trovex.ingest.answer.WaitFor;
import io.trovex.ingest.document.DocumentIds;
import io.trovex.ingest.document.DocumentReader;
import io.trovex.ingest.document.DocumentRequest;
import io.trovex.ingest.document.Reading;
import io.trovex.stage.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Documents, one at a time. */
@RestController
@RequestMapping("/v1/documents")
@Tag(name = "documents")
class DocumentsController {
    private final DocumentReader reader;
    private final Submissions submissions;
    private final IdempotentAnswers idempotent;
    private final IngestProperties properties;
    private final MeterRegistry meters;

    DocumentsController(
            DocumentReader reader,
            Submissions submissions,
            IdempotentAnswers idempotent,
            IngestProperties properties,
            MeterRegistry meters) {
        this.reader = reader;
        this.submissions = submissions;
        this.idempotent = idempotent;
        this.properties = properties;
        this.meters = meters;
    }

    @Operation(
            summary = "Submit a document",
            description = "Without doc_id it gets a time-ordered one; without version, one from the clock. "
                    + "With wait_for=indexed the answer comes when searches see it. With Idempotency-Key the same "
                    + "request may be sent again until its answer arrives.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = DocumentRequest.class),
                                            examples = @ExampleObject(DocumentExamples.DOCUMENT))))
    @ApiResponse(responseCode = "202", content = @Content(examples = @ExampleObject(DocumentExamples.ACCEPTED)))
    @ApiResponse(responseCode = "409", description = "idempotency_in_progress; Retry-After says when to ask again")
    @ApiResponse(responseCode = "422", description = "a field's violation, or idempotency_key_reused")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> submit(
            HttpServletRequest request,
            @Parameter(description = "Repeat the request with the same key and body: it is submitted once.")
                    @RequestHeader(name = IdempotencyHeader.NAME, required = false)
                    @Nullable
                    String idempotencyKey,
            @RequestParam(name = "wait_for", required = false) @Nullable String waitFor,
            @RequestParam(required = false) @Nullable String timeout)
            throws IOException, InterruptedException {
        var wait = WaitFor.of(waitFor, timeout, properties);
        var key = IdempotencyHeader.of(request);
        byte[] body = DocumentBody.read(request, properties.maxDocumentBytes());
        DocumentRequest document = read(body);
        return key.isEmpty()
                ? submissions.submit(document, wait)
                : idempotent.answer(key.get(), body, document, wait, once -> submissions.submit(once, wait));
    }

    @Operation(
            summary = "Store a document under an id, or replace it",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = DocumentRequest.class),
                                            examples = @ExampleObject(DocumentExamples.DOCUMENT))))
    @ApiResponse(responseCode = "202", content = @Content(examples = @ExampleObject(DocumentExamples.ACCEPTED)))
    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> put(
            @PathVariable String id,
            HttpServletRequest request,
            @RequestParam(name = "wait_for", required = false) @Nullable String waitFor,
            @RequestParam(required = false) @Nullable String timeout)
            throws IOException, InterruptedException {
        var wait = WaitFor.of(waitFor, timeout, properties);
        check(id);
        DocumentRequest document = read(DocumentBody.read(request, properties.maxDocumentBytes()));
        if (document.docId() != null && !document.docId().equals(id)) {
            throw refused(List.of(new Violation("doc_id", "mismatch", "doc_id must be the path's id, or absent")));
        }
        return submissions.submit(document.withDocId(id), wait);
    }

    @Operation(summary = "Remove a document from search")
    @ApiResponse(responseCode = "202", content = @Content(examples = @ExampleObject(DocumentExamples.ACCEPTED)))
    @DeleteMapping("/{id}")
    ResponseEntity<Object> delete(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long version,
            @RequestParam(name = "wait_for", required = false) @Nullable String waitFor,
            @RequestParam(required = false) @Nullable String timeout)
            throws InterruptedException {
        var wait = WaitFor.of(waitFor, timeout, properties);
        check(id);
        if (version != null && (version < 1 || version > DocumentRequest.GREATEST_VERSION)) {
            throw refused(List.of(new Violation(
                    "version", "out_of_range", "version must be from 1 to " + DocumentRequest.GREATEST_VERSION)));
        }
        return submissions.submit(DocumentRequest.delete(id, version), wait);
    }

    private DocumentRequest read(byte[] json) {
        return switch (reader.read(json)) {
            case Reading.Understood(DocumentRequest request) -> request;
            case Reading.Malformed(String detail) ->
                throw ProblemException.of(HttpStatus.BAD_REQUEST, "malformed_json", detail);
            case Reading.Refused(List<Violation> violations) -> throw refused(violations);
        };
    }

    private void check(String id) {
        DocumentIds.refusal(id).ifPresent(violation -> {
            throw refused(List.of(violation));
        });
    }

    private ProblemException refused(List<Violation> violations) {
        IngestMeter.SUBMISSIONS
                .counter(meters, "operation", "any", "result", "refused")
                .increment();
        return ProblemException.invalid(violations);
    }
}
