package io.trovex.index.generation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.contracts.GateCheck;
import io.trovex.contracts.GenerationAction;
import io.trovex.index.engine.web.IndexAnswers;
import io.trovex.index.generation.Decisions;
import io.trovex.index.generation.Decisions.Order;
import io.trovex.index.generation.GateClosedException;
import io.trovex.index.generation.GenerationRefusedException;
import io.trovex.index.generation.HeldUp;
import io.trovex.index.generation.web.GenerationView.Progress;
import io.trovex.index.routing.CanaryRun;
import io.trovex.index.search.QueryEmbedderUnavailableException;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.generation.GenerationLife;
import io.trovex.stage.generation.GenerationState;
import io.trovex.stage.generation.Generations;
import io.trovex.stage.web.ProblemException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Generations: built beside the one that serves, checked, promoted, rolled back and retired. */
@RestController
@RequestMapping("/v1/generations")
@Tag(name = "generations")
class GenerationsController {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Decisions decisions;
    private final HeldUp heldUp;
    private final CanaryRun run;
    private final Clock clock;

    GenerationsController(Decisions decisions, HeldUp heldUp, CanaryRun run, Clock clock) {
        this.decisions = decisions;
        this.heldUp = heldUp;
        this.run = run;
        this.clock = clock;
    }

    @Operation(
            summary = "Build a generation beside the one that serves",
            description =
                    "It embeds and indexes every document again, and stays current from then on. Asked again, it is"
                            + " the same one: by its id, or, without one, a live one of the same kind that never served.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject("""
                                            {"model": "bge-small-en-v1.5-int8-fused", "chunking": {"tokens": 256, "overlap": 0.1},
                                             "analyzer": "by-language", "engine": "opensearch", "by": "anna"}"""))))
    @ApiResponse(responseCode = "202")
    @ApiResponse(responseCode = "409", description = "generation_exists: another one has that id; generation_changed")
    @ApiResponse(
            responseCode = "422",
            description = "missing, unknown_model, unknown_analyzer, unknown_engine, bad_size, bad_id, too_long,"
                    + " unknown_field")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<GenerationView> create(@RequestBody GenerationRequest request) {
        request.check();
        Order order = new Order(OrderRequest.name(request.by()), request.reason(), false);
        GenerationView view = answer(() -> view(decisions.create(
                request.id(),
                request.wanted(),
                request.tokens(),
                request.overlap(),
                request.readBy(),
                request.keeper(),
                order)));
        return ResponseEntity.accepted()
                .location(URI.create("/v1/generations/" + view.id()))
                .body(view);
    }

    @Operation(summary = "List the generations, the oldest first")
    @GetMapping
    Map<String, List<GenerationView>> list() {
        return Map.of(
                "generations",
                answer(() -> decisions.all().lives().values().stream()
                        .map(this::view)
                        .toList()));
    }

    @Operation(summary = "A generation: its state, how far it is, what the gate found, who decided what")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "404", description = "unknown_generation")
    @GetMapping("/{id}")
    GenerationView show(@PathVariable String id) {
        return answer(() -> view(find(id)));
    }

    @Operation(summary = "What the gate says of a generation now", description = "Nothing is decided or kept.")
    @ApiResponse(responseCode = "404", description = "unknown_generation")
    @ApiResponse(responseCode = "409", description = "generation_state: nothing follows it")
    @GetMapping("/{id}/gate")
    Map<String, List<GateCheck>> gate(@PathVariable String id) {
        return answer(() -> {
            find(id);
            return Map.of("checks", decisions.check(id));
        });
    }

    @Operation(
            summary = "Try on users, promote, roll back, retire, pause, resume or cancel",
            description =
                    "What is so already stays so: 200. A canary and a promotion need the gate to pass, unless they are"
                            + " forced with a reason. A canary that passes all its steps is promoted by itself; one whose searches"
                            + " fail is rolled back by itself.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject("""
                                            {"by": "anna", "reason": "better on long questions"}"""))))
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "404", description = "unknown_generation, unknown_action")
    @ApiResponse(
            responseCode = "409",
            description = "generation_state, gate_closed, generation_changed: another decision came first")
    @ApiResponse(responseCode = "422", description = "missing, too_long, unknown_field")
    @PostMapping("/{id}:{action}")
    GenerationView decide(
            @PathVariable String id,
            @PathVariable
                    @Schema(allowableValues = {"canary", "promote", "rollback", "retire", "pause", "resume", "cancel"})
                    String action,
            @RequestBody(required = false) @Nullable OrderRequest request) {
        GenerationAction wanted = action(action);
        Order order = (request == null ? OrderRequest.EMPTY : request).order();
        return answer(() -> view(decisions.decide(id, wanted, order)));
    }

    private static GenerationAction action(String name) {
        return switch (name) {
            case "canary" -> GenerationAction.CANARY;
            case "promote" -> GenerationAction.PROMOTE;
            case "rollback" -> GenerationAction.ROLLBACK;
            case "retire" -> GenerationAction.RETIRE;
            case "pause" -> GenerationAction.PAUSE;
            case "resume" -> GenerationAction.RESUME;
            case "cancel" -> GenerationAction.CANCEL;
            default ->
                throw ProblemException.of(
                        HttpStatus.NOT_FOUND,
                        "unknown_action",
                        "Nothing called '" + name + "' happens to generations.");
        };
    }

    private GenerationLife find(String id) {
        return decisions.all().find(id).orElseThrow(() -> unknown(id));
    }

    private GenerationView view(GenerationLife life) {
        Generations all = decisions.all();
        Optional<Progress> progress = decisions
                .progress(life.id())
                .map(found -> Progress.of(found, decisions.servingDocuments(), left(life)));
        Optional<CanaryView> canary = CanaryView.of(life, run.trial(), clock.instant());
        return GenerationView.of(
                life,
                all,
                decisions.expires(life).orElse(null),
                heldUp.reason(life.id()).orElse(null),
                progress.orElse(null),
                canary.orElse(null));
    }

    private @Nullable Duration left(GenerationLife life) {
        return life.state() == GenerationState.BUILDING && !life.paused()
                ? decisions.remaining(life.id()).orElse(null)
                : null;
    }

    private static ProblemException unknown(String id) {
        return ProblemException.of(HttpStatus.NOT_FOUND, "unknown_generation", "There is no generation '" + id + "'.");
    }

    private static <T> T answer(Supplier<T> answer) {
        try {
            return IndexAnswers.of(answer);
        } catch (GenerationRefusedException e) {
            throw refused(e);
        } catch (GateClosedException e) {
            throw ProblemException.of(HttpStatus.CONFLICT, "gate_closed", String.valueOf(e.getMessage()));
        } catch (NoSuchElementException e) {
            throw ProblemException.invalid("model", "unknown_model", String.valueOf(e.getMessage()));
        } catch (QueryEmbedderUnavailableException e) {
            throw ProblemException.unavailable(
                    "embedder_unavailable",
                    "The embedding service does not answer; nothing was decided.",
                    RETRY_AFTER,
                    e);
        } catch (DependencyUnavailableException e) {
            throw ProblemException.unavailable(
                    "log_unavailable", "The log does not answer; look again before you repeat it.", RETRY_AFTER, e);
        }
    }

    private static ProblemException refused(GenerationRefusedException e) {
        String detail = String.valueOf(e.getMessage());
        return switch (e.refusal()) {
            case UNKNOWN ->
                ProblemException.of(HttpStatus.NOT_FOUND, "unknown_generation", "There is no such generation.");
            case EXISTS -> ProblemException.of(HttpStatus.CONFLICT, "generation_exists", detail);
            case ILLEGAL -> ProblemException.of(HttpStatus.CONFLICT, "generation_state", detail);
            case OVERTAKEN ->
                ProblemException.of(
                        HttpStatus.CONFLICT, "generation_changed", "Another decision came first: " + detail);
        };
    }
}
