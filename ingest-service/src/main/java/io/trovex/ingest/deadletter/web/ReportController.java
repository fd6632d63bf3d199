package io.trovex.ingest.deadletter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.ingest.deadletter.DailyReview;
import io.trovex.ingest.deadletter.DeadLetter;
import io.trovex.ingest.deadletter.LetterArchive;
import io.trovex.ingest.deadletter.LetterFilter;
import io.trovex.ingest.deadletter.LetterGroup;
import io.trovex.ingest.deadletter.LetterId;
import io.trovex.ingest.deadletter.Letters;
import io.trovex.ingest.deadletter.ReportedGroup;
import io.trovex.ingest.upload.QueueUnavailableException;
import io.trovex.ingest.upload.UploadQueue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The daily review. */
@RestController
@Tag(name = "dead letters")
class ReportController {
    private static final MediaType MARKDOWN = new MediaType("text", "markdown", StandardCharsets.UTF_8);

    private final Letters letters;
    private final LetterArchive archive;
    private final LetterLog log;
    private final UploadQueue queue;
    private final Clock clock;

    ReportController(Letters letters, LetterArchive archive, LetterLog log, UploadQueue queue, Clock clock) {
        this.letters = letters;
        this.archive = archive;
        this.log = log;
        this.queue = queue;
        this.clock = clock;
    }

    @Operation(
            summary = "Write the daily review of the dead letters",
            description = "Markdown: counts by stage and cause, causes new since then, the oldest open letter, for each"
                    + " cause an example and the commands that settle it, and how many uploads were given up.")
    @GetMapping("/v1/dead-letters/report")
    ResponseEntity<byte[]> report(@RequestParam(defaultValue = "24h") String since) {
        Instant now = clock.instant();
        LetterQuery query = new LetterQuery(now);
        Instant from = query.time("since", since);
        query.check();
        String text = log.ask(() -> written(now, Objects.requireNonNullElse(from, now)));
        return ResponseEntity.ok().contentType(MARKDOWN).body(text.getBytes(StandardCharsets.UTF_8));
    }

    private String written(Instant now, Instant since) {
        archive.awaitCurrentView();
        List<LetterGroup> groups = letters.groups(LetterFilter.ALL);
        Map<LetterId, DeadLetter> examples =
                archive.read(groups.stream().map(LetterGroup::example).toList(), ReportController::withoutValue);
        List<ReportedGroup> reported = groups.stream()
                .map(group -> new ReportedGroup(group, examples.get(group.example())))
                .toList();
        return DailyReview.write(now, since, reported, uploads());
    }

    private OptionalLong uploads() {
        try {
            return OptionalLong.of(queue.depth().deadLetters());
        } catch (QueueUnavailableException _) {
            return OptionalLong.empty();
        }
    }

    private static DeadLetter withoutValue(DeadLetter letter) {
        return new DeadLetter(letter.id(), letter.deadAt(), letter.facts(), letter.key(), null, List.of());
    }
}
