package io.trovex.ingest.deadletter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.ingest.deadletter.LetterArchive;
import io.trovex.ingest.deadletter.LetterCursor;
import io.trovex.ingest.deadletter.LetterFilter;
import io.trovex.ingest.deadletter.LetterGroup;
import io.trovex.ingest.deadletter.LetterId;
import io.trovex.ingest.deadletter.LetterPage;
import io.trovex.ingest.deadletter.Letters;
import io.trovex.ingest.deadletter.Standing;
import io.trovex.stage.web.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the dead letters. */
@RestController
@RequestMapping("/v1/dead-letters")
@Tag(name = "dead letters", description = "What stages gave up, and what becomes of it")
class DeadLettersController {
    private static final int LARGEST_PAGE = 200;
    private static final String AGE = "an age such as 90m, 24h or 7d, or an RFC 3339 instant";

    private final Letters letters;
    private final LetterArchive archive;
    private final LetterLog log;
    private final Clock clock;

    DeadLettersController(Letters letters, LetterArchive archive, LetterLog log, Clock clock) {
        this.letters = letters;
        this.archive = archive;
        this.log = log;
        this.clock = clock;
    }

    @Operation(
            summary = "List dead letters",
            description = "The newest first. state: open, redriven, discarded, superseded, quarantined; several are"
                    + " separated by commas, none means all.")
    @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(DeadLetterExamples.LETTERS)))
    @GetMapping
    LetterList list(
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String fingerprint,
            @RequestParam(name = "doc_id", required = false) @Nullable String docId,
            @RequestParam(name = "older_than", required = false) @Parameter(description = AGE) @Nullable
                    String olderThan,
            @RequestParam(name = "newer_than", required = false) @Parameter(description = AGE) @Nullable
                    String newerThan,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(defaultValue = "50") int size,
            @RequestParam(required = false) @Nullable String cursor) {
        LetterQuery query = new LetterQuery(clock.instant());
        LetterFilter filter = query.filter(stage, topic, fingerprint, docId, olderThan, newerThan, state);
        if (size < 1 || size > LARGEST_PAGE) {
            query.refuse("size", "out_of_range", "size must be from 1 to " + LARGEST_PAGE);
        }
        LetterCursor after = cursor(cursor, query);
        query.check();
        return log.ask(() -> {
            archive.awaitCurrentView();
            LetterPage page = letters.page(filter, after, size);
            LetterCursor next = page.next();
            return new LetterList(views(page.letters()), page.total(), next == null ? null : next.opaque());
        });
    }

    @Operation(summary = "Group dead letters by their cause", description = "Those with the most open letters first.")
    @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(DeadLetterExamples.GROUPS)))
    @GetMapping("/groups")
    GroupView.GroupList groups(
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String fingerprint,
            @RequestParam(name = "doc_id", required = false) @Nullable String docId,
            @RequestParam(name = "older_than", required = false) @Parameter(description = AGE) @Nullable
                    String olderThan,
            @RequestParam(name = "newer_than", required = false) @Parameter(description = AGE) @Nullable
                    String newerThan,
            @RequestParam(required = false) @Nullable String state) {
        LetterQuery query = new LetterQuery(clock.instant());
        LetterFilter filter = query.filter(stage, topic, fingerprint, docId, olderThan, newerThan, state);
        query.check();
        return log.ask(() -> grouped(filter));
    }

    private GroupView.GroupList grouped(LetterFilter filter) {
        archive.awaitCurrentView();
        List<LetterGroup> groups = letters.groups(filter);
        Map<LetterId, LetterView> examples = byId(groups.stream()
                .map(LetterGroup::example)
                .map(letters::find)
                .flatMap(Optional::stream)
                .toList());
        return new GroupView.GroupList(groups.stream()
                .map(group -> GroupView.of(group, examples.get(group.example())))
                .toList());
    }

    @Operation(summary = "Show a dead letter", description = "With all headers and its whole key and value.")
    @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(DeadLetterExamples.LETTER)))
    @ApiResponse(responseCode = "404", description = "unknown_dead_letter")
    @GetMapping("/{id}")
    LetterDetail show(@PathVariable String id) {
        return log.ask(() -> shown(id(id)));
    }

    private LetterDetail shown(LetterId letter) {
        archive.awaitCurrentView();
        Standing standing = letters.find(letter).orElseThrow(() -> unknown(letter));
        return Optional.ofNullable(
                        archive.read(List.of(letter), Function.identity()).get(letter))
                .map(found -> LetterDetail.of(found, standing))
                .orElseThrow(() -> unknown(letter));
    }

    private List<LetterView> views(List<Standing> standings) {
        Map<LetterId, LetterView> views = byId(standings);
        return standings.stream()
                .map(standing -> views.get(standing.id()))
                .filter(Objects::nonNull)
                .toList();
    }

    private Map<LetterId, LetterView> byId(List<Standing> standings) {
        Map<LetterId, Standing> known =
                standings.stream().collect(Collectors.toMap(Standing::id, Function.identity(), (same, _) -> same));
        return archive.read(
                known.keySet(), letter -> LetterView.of(letter, Objects.requireNonNull(known.get(letter.id()))));
    }

    private static LetterId id(String text) {
        try {
            return LetterId.parse(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("id", "malformed", String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable LetterCursor cursor(@Nullable String opaque, LetterQuery query) {
        try {
            return opaque == null ? null : LetterCursor.parse(opaque);
        } catch (IllegalArgumentException e) {
            query.refuse("cursor", "malformed", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static ProblemException unknown(LetterId id) {
        return ProblemException.of(
                HttpStatus.NOT_FOUND, "unknown_dead_letter", "There is no dead letter " + id + ", or not any more.");
    }
}
