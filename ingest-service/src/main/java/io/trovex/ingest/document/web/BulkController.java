package io.trovex.ingest.document.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.ingest.IngestProperties;
import io.trovex.ingest.answer.IdempotencyHeader;
import io.trovex.ingest.answer.WaitFor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Documents as a stream of lines. */
@RestController
@Tag(name = "documents")
class BulkController {
    private final BulkSubmissions submissions;
    private final IngestProperties properties;

    BulkController(BulkSubmissions submissions, IngestProperties properties) {
        this.submissions = submissions;
        this.properties = properties;
    }

    @Operation(
            summary = "Submit many documents",
            description = "One JSON object a line, streamed in; one result a line, streamed out in the same order. "
                    + "Read the results while you send: both sides keep little in memory. "
                    + "With wait_for=indexed a result comes when its version has settled.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                                            examples = @ExampleObject(DocumentExamples.BULK))))
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                            examples = @ExampleObject(DocumentExamples.BULK_RESULTS)))
    @PostMapping(path = "/v1/documents:bulk", consumes = MediaType.APPLICATION_NDJSON_VALUE)
    void bulk(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(name = "wait_for", required = false) @Nullable String waitFor,
            @RequestParam(required = false) @Nullable String timeout)
            throws IOException, InterruptedException {
        IdempotencyHeader.refuse(
                request, "give each line a doc_id and a version, and it may be sent any number of times");
        var wait = WaitFor.of(waitFor, timeout, properties);
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        submissions.submit(request.getInputStream(), response.getOutputStream(), wait);
    }
}
