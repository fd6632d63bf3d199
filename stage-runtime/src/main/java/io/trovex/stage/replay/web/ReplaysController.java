package io.trovex.stage.replay.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.contracts.ReplayDecided;
import io.trovex.contracts.ReplayState;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.replay.StartingPoint;
import io.trovex.stage.replay.kafka.Replays;
import io.trovex.stage.web.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Replays: a stage runs over its input again. Any service answers, whichever works on them. */
@RestController
@RequestMapping("/v1/replays")
@Tag(name = "replays")
class ReplaysController {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Replays replays;

    ReplaysController(Replays replays) {
        this.replays = replays;
    }

    @Operation(
            summary = "Run a stage over its input again",
            description = "Beside live work, from a starting point to the end of the log as it is now. "
                    + "A replay changes nothing that was right: the newest version of each document remains.")
    @ApiResponse(responseCode = "201", content = @Content(examples = @ExampleObject(ReplayExamples.RUNNING)))
    @ApiResponse(responseCode = "422", description = "unknown_stage, bad_starting_point, bad_size, bad_id, missing")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ReplayView> start(@RequestBody ReplayRequest request) {
        StartingPoint start = answer(() -> request.check(replays::isStage));
        ReplayView view = answer(() -> view(replays.start(
                Objects.requireNonNull(request.stage()), start, request.startingPoint(), request.chosen())));
        return ResponseEntity.created(URI.create("/v1/replays/" + view.id())).body(view);
    }

    @Operation(summary = "List replays, the youngest first")
    @GetMapping
    Map<String, List<ReplayView>> list() {
        return Map.of(
                "replays", answer(() -> replays.all().stream().map(this::view).toList()));
    }

    @Operation(summary = "How far a replay is")
    @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(ReplayExamples.RUNNING)))
    @ApiResponse(responseCode = "404", description = "unknown_replay")
    @GetMapping("/{id}")
    ReplayView show(@PathVariable String id) {
        return answer(() -> view(find(id)));
    }

    @Operation(
            summary = "Stop a replay",
            description = "It ends after the step in hand and keeps its place. Once stopped, nothing changes.")
    @ApiResponse(responseCode = "409", description = "replay_ended: it is done or failed")
    @PostMapping("/{id}/stop")
    ReplayView stop(@PathVariable String id) {
        return answer(() -> {
            ReplayDecided replay = find(id);
            if (replay.state() == ReplayState.DONE || replay.state() == ReplayState.FAILED) {
                throw ended(replay);
            }
            return view(replays.decide(replay, ReplayState.STOPPED, null));
        });
    }

    @Operation(
            summary = "Resume a replay",
            description = "It goes on from its place; also after it failed. While it runs, nothing changes.")
    @ApiResponse(responseCode = "409", description = "replay_ended: it is done")
    @PostMapping("/{id}/resume")
    ReplayView resume(@PathVariable String id) {
        return answer(() -> {
            ReplayDecided replay = find(id);
            if (replay.state() == ReplayState.DONE) {
                throw ended(replay);
            }
            return view(replays.decide(replay, ReplayState.RUNNING, null));
        });
    }

    private ReplayDecided find(String id) {
        return replays.find(id)
                .orElseThrow(() -> ProblemException.of(
                        HttpStatus.NOT_FOUND, "unknown_replay", "There is no replay '" + id + "'."));
    }

    private ReplayView view(ReplayDecided replay) {
        return ReplayView.of(replay, replays.progress(replay));
    }

    private static ProblemException ended(ReplayDecided replay) {
        return ProblemException.of(
                HttpStatus.CONFLICT, "replay_ended", "The replay " + replay.id() + " has ended already.");
    }

    private static <T> T answer(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (DependencyUnavailableException e) {
            throw ProblemException.unavailable(
                    "log_unavailable", "The log does not answer; nothing was decided.", RETRY_AFTER, e);
        }
    }
}
