package io.trovex.index.snapshot.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.contracts.Violation;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.engine.web.IndexAnswers;
import io.trovex.index.snapshot.Snapshot;
import io.trovex.index.snapshot.SnapshotException;
import io.trovex.index.snapshot.SnapshotException.Reason;
import io.trovex.index.snapshot.Snapshots;
import io.trovex.stage.web.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/index/snapshots}. */
@RestController
@RequestMapping("/v1/index/snapshots")
@Tag(name = "index")
class SnapshotsController {
    /** @param name of 1 to 100 letters, digits, {@code .}, {@code _}, {@code -} */
    record NewSnapshot(
            @JsonProperty("name") @Schema(example = "monday") @Nullable
            String name) {}

    /** As {@link Snapshot}, without the single files. */
    record SnapshotAnswer(
            @JsonProperty("name") String name,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("generation") String generation,
            @JsonProperty("model") String model,
            @JsonProperty("dimension") int dimension,
            @JsonProperty("schema") String schema,
            @JsonProperty("documents") int documents,
            @JsonProperty("bytes") long bytes,
            @JsonProperty("offsets") Map<Integer, Long> offsets) {
        static SnapshotAnswer of(Snapshot snapshot) {
            return new SnapshotAnswer(
                    snapshot.name(),
                    snapshot.createdAt(),
                    snapshot.generation(),
                    snapshot.model(),
                    snapshot.dimension(),
                    snapshot.schema(),
                    snapshot.documents(),
                    snapshot.bytes(),
                    snapshot.offsets());
        }
    }

    record SnapshotList(@JsonProperty("snapshots") List<SnapshotAnswer> snapshots) {}

    private final Snapshots snapshots;
    private final Supplier<SearchIndex> serving;

    SnapshotsController(Snapshots snapshots, @Qualifier("servingIndex") Supplier<SearchIndex> serving) {
        this.snapshots = snapshots;
        this.serving = serving;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Snapshot the serving index",
            description =
                    "Answers when it is whole and on the disk; documents are indexed and searches answered meanwhile.")
    SnapshotAnswer create(@RequestBody NewSnapshot snapshot) {
        String name = snapshot.name();
        if (name == null) {
            throw ProblemException.invalid("name", "blank", "a snapshot needs a name");
        }
        return told(() -> SnapshotAnswer.of(snapshots.create(name, IndexAnswers.of(serving))));
    }

    @GetMapping
    @Operation(summary = "The snapshots that can be read, the oldest first")
    SnapshotList list() {
        return told(() -> new SnapshotList(
                snapshots.list().stream().map(SnapshotAnswer::of).toList()));
    }

    @GetMapping("/{name}")
    @Operation(summary = "One snapshot")
    SnapshotAnswer get(@PathVariable String name) {
        return told(() -> SnapshotAnswer.of(snapshots.find(name)));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a snapshot")
    void delete(@PathVariable String name) {
        told(() -> {
            snapshots.delete(name);
            return name;
        });
    }

    private static <T> T told(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (SnapshotException e) {
            throw problem(e.reason(), String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException problem(Reason reason, String detail) {
        return switch (reason) {
            case BAD_NAME -> ProblemException.invalid("name", "bad_name", detail);
            case UNKNOWN -> ProblemException.of(HttpStatus.NOT_FOUND, "unknown_snapshot", detail);
            case EXISTS ->
                ProblemException.of(
                        HttpStatus.CONFLICT,
                        "snapshot_exists",
                        detail,
                        List.of(new Violation("name", "snapshot_exists", detail)));
            case NOT_WRITTEN -> ProblemException.of(HttpStatus.INSUFFICIENT_STORAGE, "snapshot_not_written", detail);
            case NOT_HERE, INDEX_UNAVAILABLE, DAMAGED, OTHER_GENERATION, OTHER_SCHEMA ->
                ProblemException.of(
                        HttpStatus.CONFLICT, "snapshot_" + reason.name().toLowerCase(Locale.ROOT), detail);
        };
    }
}
