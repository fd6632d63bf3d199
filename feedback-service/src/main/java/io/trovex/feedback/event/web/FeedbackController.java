package io.trovex.feedback.event.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.contracts.FeedbackReceived;
import io.trovex.contracts.Violation;
import io.trovex.feedback.FeedbackProperties;
import io.trovex.feedback.event.Reading;
import io.trovex.feedback.event.UbiReader;
import io.trovex.stage.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes what users do with results. */
@RestController
@Tag(name = "feedback")
class FeedbackController {
    private final UbiReader reader;
    private final FeedbackIntake intake;
    private final FeedbackProperties properties;

    FeedbackController(UbiReader reader, FeedbackIntake intake, FeedbackProperties properties) {
        this.reader = reader;
        this.intake = intake;
        this.properties = properties;
    }

    @Operation(
            summary = "Tell what users did with results",
            description = "UBI 1.3 events: one, a list, or one a line (NDJSON). All are taken or none is. "
                    + "timestamp is now unless given. An event that brings its own unique feedback_id counts once, "
                    + "however often it is sent.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        examples = {
                                            @ExampleObject(name = "one", value = FeedbackExamples.CLICK),
                                            @ExampleObject(name = "list", value = FeedbackExamples.LIST)
                                        }),
                                @Content(
                                        mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                                        examples = @ExampleObject(FeedbackExamples.LINES))
                            }))
    @ApiResponse(responseCode = "202", content = @Content(examples = @ExampleObject(FeedbackExamples.ACCEPTED)))
    @PostMapping(path = "/v1/feedback", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<AcceptedFeedback> events(HttpServletRequest request) throws IOException, InterruptedException {
        return take(reader.read(body(request)));
    }

    @Operation(hidden = true)
    @PostMapping(path = "/v1/feedback", consumes = MediaType.APPLICATION_NDJSON_VALUE)
    ResponseEntity<AcceptedFeedback> lines(HttpServletRequest request) throws IOException, InterruptedException {
        return take(reader.readLines(body(request)));
    }

    private ResponseEntity<AcceptedFeedback> take(Reading reading) throws InterruptedException {
        return switch (reading) {
            case Reading.Understood(List<FeedbackReceived> events) -> {
                intake.take(events);
                List<String> ids =
                        events.stream().map(FeedbackReceived::feedbackId).toList();
                yield ResponseEntity.accepted().body(new AcceptedFeedback(ids));
            }
            case Reading.Malformed(String detail) ->
                throw intake.refused(ProblemException.of(HttpStatus.BAD_REQUEST, "malformed_json", detail));
            case Reading.TooMany(int limit) ->
                throw intake.refused(ProblemException.of(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "too_many_events",
                        "A request may bring at most %d events.".formatted(limit)));
            case Reading.Refused(List<Violation> violations) ->
                throw intake.refused(ProblemException.invalid(violations));
        };
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        int limit = properties.maxRequestBytes();
        boolean declaredTooLarge = request.getContentLengthLong() > limit;
        byte[] body = declaredTooLarge ? new byte[0] : request.getInputStream().readNBytes(limit + 1);
        if (declaredTooLarge || body.length > limit) {
            throw intake.refused(ProblemException.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "request_too_large",
                    "Feedback must have at most %d bytes a request.".formatted(limit)));
        }
        return body;
    }
}
