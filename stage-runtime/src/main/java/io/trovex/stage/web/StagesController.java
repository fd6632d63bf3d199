package io.trovex.stage.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.stage.DryRun;
import io.trovex.stage.Stage;
import io.trovex.stage.StageHeldUpException;
import io.trovex.stage.Stages;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The stages that run in this process. */
@RestController
@RequestMapping("/v1/stages")
@Tag(name = "stages")
class StagesController {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Stages stages;

    StagesController(Stages stages) {
        this.stages = stages;
    }

    @Operation(
            summary = "The stages of this process",
            description =
                    "Each with what its consumers wait for: a broken dependency is waited out, nothing is skipped "
                            + "meanwhile. No wait: the stage works, or has nothing to do.")
    @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject("""
                    {"stages": [{"stage": "embedding", "waits": [{"dependency": "object_store",
                     "since": "2026-11-22T10:02:11.004Z", "attempts": 7,
                     "reason": "the object store does not answer: Connection refused"}]}]}""")))
    @GetMapping
    StageList stages() {
        return new StageList(stages.states());
    }

    @Operation(
            summary = "Ask a stage what it would make of a record",
            description = "Runs the stage's function now, on this record alone. Nothing is sent, and no search sees "
                    + "anything of it. The stage is validation, embedding, index or feedback.")
    @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject("""
                                            {"verdict": "reject", "violations": [{"field": "title", "code": "too_long", \
                                            "detail": "at most 1000 characters, actual 1200"}]}""")))
    @ApiResponse(responseCode = "404", description = "unknown_stage: this process does not run it")
    @ApiResponse(responseCode = "503", description = "dependency_unavailable: the stage cannot judge now")
    @PostMapping(path = "/{stage}/dry-run", consumes = MediaType.APPLICATION_JSON_VALUE)
    DryRun dryRun(@PathVariable String stage, @RequestBody DryRunRequest request) {
        Stage<?> found = stages.named(stage)
                .orElseThrow(() -> ProblemException.of(
                        HttpStatus.NOT_FOUND, "unknown_stage", "This process runs no stage '" + stage + "'."));
        try {
            return found.dryRun(request.record(found.topic()));
        } catch (StageHeldUpException e) {
            throw ProblemException.unavailable(
                    "dependency_unavailable", "The stage waits for " + e.dependency() + ".", RETRY_AFTER, e);
        }
    }
}
