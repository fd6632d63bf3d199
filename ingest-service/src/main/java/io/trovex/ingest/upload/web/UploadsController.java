package io.trovex.ingest.upload.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.contracts.Violation;
import io.trovex.ingest.document.DocumentReader;
import io.trovex.stage.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** Files that become documents. */
@RestController
@Tag(name = "documents")
class UploadsController {
    private final DocumentReader reader;
    private final UploadIntake intake;
    private final RequestParts parts;

    UploadsController(DocumentReader reader, UploadIntake intake, RequestParts parts) {
        this.reader = reader;
        this.intake = intake;
        this.parts = parts;
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
                            + "the document that the answer names; its status says extracting until then. With several files, "
                            + "doc_id, title and version are not allowed, and one file that is refused costs the others nothing.",
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
    ResponseEntity<Object> upload(HttpServletRequest request) throws IOException {
        Collection<Part> given = parts.of(request);
        try {
            UploadForm form = UploadForm.read(given, reader);
            return form.files().size() == 1 ? one(form) : several(form);
        } finally {
            for (Part part : given) {
                part.delete();
            }
        }
    }

    private ResponseEntity<Object> one(UploadForm form) {
        FileResult result = intake.accept(form.files().getFirst(), form.fields());
        String id = UriUtils.encode(Objects.requireNonNull(result.docId()), StandardCharsets.UTF_8);
        return ResponseEntity.accepted()
                .location(URI.create("/v1/documents/" + id))
                .body(result);
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
