package io.trovex.ingest.deadletter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.ingest.deadletter.LetterArchive;
import io.trovex.ingest.deadletter.LetterOutcome;
import io.trovex.ingest.deadletter.LetterReview;
import io.trovex.ingest.deadletter.Selection;
import io.trovex.stage.web.ProblemException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Decides on dead letters. One request at a time, so that two do not redrive the same letter; dry runs wait for nobody. */
@RestController
@Tag(name = "dead letters")
class DecisionsController {
    private static final int LONGEST_REASON = 1_000;

    private final LetterSelection selection;
    private final LetterReview review;
    private final LetterArchive archive;
    private final LetterLog log;
    private final ReentrantLock deciding = new ReentrantLock();

    DecisionsController(LetterSelection selection, LetterReview review, LetterArchive archive, LetterLog log) {
        this.selection = selection;
        this.review = review;
        this.archive = archive;
        this.log = log;
    }

    @Operation(
            summary = "Put dead letters back into their topic",
            description = "Key, value and own headers as they were, to the same partition. Open letters only, unless"
                    + " forced; a letter redriven too often is in quarantine, one whose document has a newer version"
                    + " is superseded. With dry_run the stages say which would pass now, and nothing changes.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject(DeadLetterExamples.REDRIVE))))
    @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(DeadLetterExamples.RESULT)))
    @ApiResponse(responseCode = "503", description = "log_unavailable: those that it took are decided; ask again")
    @PostMapping(path = "/v1/dead-letters:redrive", consumes = MediaType.APPLICATION_JSON_VALUE)
    LetterResult redrive(@RequestBody LetterOrder order) {
        if (order.reason() != null) {
            throw ProblemException.invalid("reason", "unknown_field", "reason is for discarding");
        }
        return order.isDryRun()
                ? answer(order, selected -> review.rehearse(selected.letters(), order.isForced()))
                : decide(order, selected -> review.redrive(selected.letters(), order.isForced()));
    }

    @Operation(
            summary = "Give dead letters up for good",
            description = "They stay in the log until its retention, with the reason.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject(DeadLetterExamples.DISCARD))))
    @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(DeadLetterExamples.RESULT)))
    @ApiResponse(responseCode = "503", description = "log_unavailable: those that it took are decided; ask again")
    @PostMapping(path = "/v1/dead-letters:discard", consumes = MediaType.APPLICATION_JSON_VALUE)
    LetterResult discard(@RequestBody LetterOrder order) {
        String reason = order.reason() == null ? "" : order.reason().strip();
        if (reason.isEmpty()) {
            throw ProblemException.invalid("reason", "required", "say why they are discarded");
        }
        if (reason.length() > LONGEST_REASON) {
            throw ProblemException.invalid(
                    "reason", "too_long", "reason must have at most " + LONGEST_REASON + " characters");
        }
        if (order.dryRun() != null || order.force() != null) {
            throw ProblemException.invalid("dry_run", "unknown_field", "dry_run and force are for redriving");
        }
        return decide(order, selected -> review.discard(selected.letters(), reason));
    }

    private LetterResult decide(LetterOrder order, Function<Selection, List<LetterOutcome>> action) {
        deciding.lock();
        try {
            return answer(order, action);
        } finally {
            deciding.unlock();
        }
    }

    private LetterResult answer(LetterOrder order, Function<Selection, List<LetterOutcome>> action) {
        return log.ask(() -> {
            archive.awaitCurrentView();
            Selection selected = selection.of(order);
            return LetterResult.of(order.isDryRun(), selected.matched(), action.apply(selected));
        });
    }
}
