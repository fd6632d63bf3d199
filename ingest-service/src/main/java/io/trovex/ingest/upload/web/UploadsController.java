package io.trovex.ingest.upload.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.contracts.Violation;
import io.trovex.ingest.IngestProperties;
import io.trovex.ingest.answer.IdempotencyHeader;
import io.trovex.ingest.answer.IdempotentAnswers;
import io.trovex.ingest.answer.WaitFor;
import io.trovex.ingest.document.DocumentReader;
import io.trovex.stage.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Files that become documents. */
@RestController
@Tag(name = "documents")
class UploadsController {
    private final DocumentReader reader;
    private final UploadIntake intake;
    private final RequestParts parts;
    private final Uploads uploads;
    private final IdempotentAnswers idempotent;
    private final IngestProperties properties;

    UploadsController(
            DocumentReader reader,
            UploadIntake intake,
            RequestParts parts,
            Uploads uploads,
            IdempotentAnswers idempotent,
            IngestProperties properties) {
        this.reader = reader;
        this.intake = intake;
        this.parts = parts;
        this.uploads = uploads;
        this.idempotent = idempotent;
        this.properties = properties;
    }

    /** The form in the OpenAPI document. */
    @Schema(name = "FileUpload")
    private record Form(
            @Schema(type = "string", format = "binary", requiredMode = Schema.RequiredMode.REQUIRED)
            String file,

            String doc_id,
            String title,
            String source,
            String timestamp,
            @Schema(description = "a JSON object") String metadata,
            Long version) {}

    @Operation(
            summary = "Submit files",
            description =
                    "PDF, DOCX, HTML, Markdown or plain text. The text is extracted in the background and submitted as "
                            + "the document that the answer names; its status says extracting until then. With wait_for=indexed the "
                            + "answer comes when searches see it; with Idempotency-Key the same request may be sent again until "
                            + "its answer arrives. With several files, neither of these nor doc_id, title and version are "
                            + "allowed, and one file that is refused costs the others nothing.",
            parameters = {
                @Parameter(name = "wait_for", in = ParameterIn.QUERY, description = "indexed, or absent"),
                @Parameter(name = "timeout", in = ParameterIn.QUERY, description = "of the wait, such as 30s")
            },
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = Form.class))))
    @ApiResponse(
            responseCode = "202",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = {
                                @ExampleObject(name = "one file", value = UploadExamples.ACCEPTED),
                                @ExampleObject(name = "several files", value = UploadExamples.SEVERAL)
                            }))
    @PostMapping(path = "/v1/documents/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Object> upload(
            HttpServletRequest request,
            @Parameter(description = "Repeat the request with the same key, fields and file: it is submitted once.")
                    @RequestHeader(name = IdempotencyHeader.NAME, required = false)
                    @Nullable
                    String idempotencyKey)
            throws IOException, InterruptedException {
        var wait = WaitFor.of(asked(request, "wait_for"), asked(request, "timeout"), properties);
        var key = IdempotencyHeader.of(request);
        Collection<Part> given = parts.of(request);
        try {
            UploadForm form = UploadForm.read(given, reader);
            if (form.files().size() > 1) {
                IdempotencyHeader.refuse(request, "send each file in a request of its own");
                if (wait.isPresent()) {
                    throw ProblemException.invalid("wait_for", "ambiguous", "wait_for is for a request with one file");
                }
                return several(form);
            }
            return key.isEmpty()
                    ? uploads.submit(form, form.fields(), wait)
                    : idempotent.answer(
                            key.get(),
                            form.fingerprint(),
                            form.fields(),
                            wait,
                            identified -> uploads.submit(form, identified, wait));
        } finally {
            for (Part part : given) {
                part.delete();
            }
        }
    }

    /** From the query alone: asking the request for a parameter would take its body apart. */
    private static @Nullable String asked(HttpServletRequest request, String name) {
        return UriComponentsBuilder.newInstance()
                .query(request.getQueryString())
                .build()
                .getQueryParams()
                .getFirst(name);
    }

    private ResponseEntity<Object> several(UploadForm form) {
        List<FileResult> results = new ArrayList<>();
        List<ProblemException> refusals = new ArrayList<>();
        for (UploadedFile file : form.files()) {
            try {
                results.add(intake.accept(file, form.fields()));
            } catch (ProblemException e) {
                refusals.add(e);
                results.add(FileResult.refused(file.name(), e.code(), e.detail()));
            }
        }
        if (refusals.size() == results.size()) {
            throw noneAccepted(refusals, results);
        }
        return ResponseEntity.accepted().body(Map.of("files", results));
    }

    /** Worth another try as a whole, or never. */
    private static ProblemException noneAccepted(List<ProblemException> refusals, List<FileResult> results) {
        return refusals.stream()
                .filter(refusal -> refusal.retryAfter() != null)
                .findFirst()
                .orElseGet(() -> refusals.stream().allMatch(e -> e.status() == HttpStatus.UNSUPPORTED_MEDIA_TYPE)
                        ? refusals.getFirst()
                        : ProblemException.invalid(results.stream()
                                .map(result -> new Violation(
                                        "file", String.valueOf(result.code()), result.file() + ": " + result.detail()))
                                .toList()));
    }
}
