package io.trovex.ingest.upload.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.ingest.UploadProperties;
import io.trovex.ingest.upload.BuriedUpload;
import io.trovex.ingest.upload.QueueDepth;
import io.trovex.ingest.upload.QueueUnavailableException;
import io.trovex.ingest.upload.UploadQueue;
import io.trovex.stage.web.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The queue of files whose text is to be extracted. */
@RestController
@Tag(name = "uploads")
class UploadQueueController {
    private static final int MOST_DEAD_LETTERS = 100;

    private final UploadQueue queue;
    private final UploadProperties properties;

    UploadQueueController(UploadQueue queue, UploadProperties properties) {
        this.queue = queue;
        this.properties = properties;
    }

    @Operation(summary = "How much waits to be extracted")
    @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(UploadExamples.DEPTH)))
    @GetMapping("/v1/uploads")
    QueueDepth depth() {
        return asking(queue::depth);
    }

    @Operation(
            summary = "Uploads that were given up",
            description = "100 with their reasons, the latest first. They stay for four weeks.")
    @GetMapping("/v1/uploads/dead-letters")
    Map<String, List<BuriedUpload>> deadLetters(
            @Parameter(description = "Only those older than the one of this id, as the last of the page before")
                    @RequestParam(required = false)
                    @Nullable
                    String before) {
        if (before != null && !isId(before)) {
            throw ProblemException.invalid("before", "malformed", "the id of a given-up upload");
        }
        return Map.of("dead_letters", asking(() -> queue.buried(before, MOST_DEAD_LETTERS)));
    }

    @Operation(summary = "Try a given-up upload again", description = "As the same version of the same document.")
    @PostMapping("/v1/uploads/dead-letters/{id}:redrive")
    ResponseEntity<Void> redrive(@PathVariable String id) {
        require(id, queue::redrive);
        return ResponseEntity.accepted().build();
    }

    @Operation(
            summary = "Give a given-up upload up for good",
            description = "Nothing refers to its file any more, so that the next collection of objects may take it.")
    @PostMapping("/v1/uploads/dead-letters/{id}:discard")
    ResponseEntity<Void> discard(@PathVariable String id) {
        require(id, queue::discard);
        return ResponseEntity.noContent().build();
    }

    private void require(String id, Predicate<String> action) {
        boolean known = isId(id) && asking(() -> action.test(id));
        if (!known) {
            throw ProblemException.of(
                    HttpStatus.NOT_FOUND, "unknown_dead_letter", "There is no dead letter of this id.");
        }
    }

    /** None is of the first millisecond of 1970; nothing is older, and the queue would refuse the question. */
    private static boolean isId(String id) {
        return id.matches("[1-9]\\d{0,18}-\\d{1,19}");
    }

    private <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (QueueUnavailableException e) {
            throw ProblemException.unavailable(
                    "upload_queue_unavailable", "The upload queue does not answer.", properties.retryAfter(), e);
        }
    }
}
