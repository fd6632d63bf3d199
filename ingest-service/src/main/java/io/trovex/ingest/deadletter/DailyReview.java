package io.trovex.ingest.deadletter;

import io.trovex.contracts.Topics;
import io.trovex.contracts.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the daily review of the dead letters as Markdown. Pure: the same letters give the same text. */
public final class DailyReview {
    private static final int LONGEST_TEXT = 160;

    private final Instant now;
    private final Instant since;
    private final StringBuilder text = new StringBuilder();

    private DailyReview(Instant now, Instant since) {
        this.now = now;
        this.since = since;
    }

    /**
     * @param since a cause not seen before it is new
     * @param groups all, those with the most open letters first
     * @param uploads that were given up, which are no letters of the log; empty if nobody can tell
     */
    public static String write(Instant now, Instant since, List<ReportedGroup> groups, OptionalLong uploads) {
        DailyReview review = new DailyReview(now, since);
        review.summary(groups);
        review.uploads(uploads);
        if (!groups.isEmpty()) {
            review.stages(groups);
            review.causes(groups);
        }
        List<ReportedGroup> open =
                groups.stream().filter(each -> each.group().open() > 0).toList();
        open.forEach(review::details);
        if (open.isEmpty() && uploads.orElse(1) == 0) {
            review.line("Nothing is open: nothing is to be done.");
        }
        return review.text.toString();
    }

    private void summary(List<ReportedGroup> groups) {
        long open = groups.stream().mapToLong(each -> each.group().open()).sum();
        long quarantined = sum(groups, LetterState.QUARANTINED);
        long fresh = groups.stream().filter(each -> isNew(each.group())).count();
        line("# Dead letters, " + now.truncatedTo(ChronoUnit.SECONDS));
        line("");
        line("**%d open**, %d quarantined, %d causes, %d of them new since %s."
                .formatted(open, quarantined, groups.size(), fresh, since.truncatedTo(ChronoUnit.SECONDS)));
        groups.stream()
                .filter(each -> each.group().oldestOpen() != null)
                .min(Comparator.comparing(each -> oldest(each.group())))
                .ifPresent(each -> line("The oldest open letter has waited for %s: `%s` at stage %s."
                        .formatted(
                                age(oldest(each.group())),
                                each.group().fingerprint(),
                                each.group().stage())));
        line("");
    }

    private void uploads(OptionalLong givenUp) {
        if (givenUp.isEmpty()) {
            line("Whether uploads were given up is not known: their queue does not answer.");
            line("");
        } else if (givenUp.getAsLong() > 0) {
            line("**%d uploads** were given up before they became documents: `GET /v1/uploads/dead-letters` lists them,"
                    .formatted(givenUp.getAsLong()));
            line("`POST /v1/uploads/dead-letters/ID:redrive` and `:discard` settle them.");
            line("");
        }
    }

    private void stages(List<ReportedGroup> groups) {
        Map<String, Map<LetterState, Long>> stages = new TreeMap<>();
        for (ReportedGroup each : groups) {
            Map<LetterState, Long> counts =
                    stages.computeIfAbsent(each.group().stage(), _ -> new EnumMap<>(LetterState.class));
            each.group().states().forEach((state, count) -> counts.merge(state, count, Long::sum));
        }
        line("## By stage");
        line("");
        line("| stage | open | redriven | discarded | superseded | quarantined |");
        line("|---|---:|---:|---:|---:|---:|");
        stages.forEach((stage, counts) -> line("| " + cell(stage) + " | "
                + Arrays.stream(LetterState.values())
                        .map(state -> String.valueOf(counts.getOrDefault(state, 0L)))
                        .collect(Collectors.joining(" | "))
                + " |"));
        line("");
    }

    private void causes(List<ReportedGroup> groups) {
        line("## By cause");
        line("");
        line("| fingerprint | stage | open | all | first seen | last seen | why |");
        line("|---|---|---:|---:|---|---|---|");
        for (ReportedGroup each : groups) {
            LetterGroup group = each.group();
            line("| `%s`%s | %s | %d | %d | %s | %s | %s |"
                    .formatted(
                            cell(group.fingerprint()),
                            isNew(group) ? " **new**" : "",
                            cell(group.stage()),
                            group.open(),
                            group.count(),
                            group.firstSeen().truncatedTo(ChronoUnit.SECONDS),
                            group.lastSeen().truncatedTo(ChronoUnit.SECONDS),
                            cell(why(each))));
        }
        line("");
    }

    private void details(ReportedGroup each) {
        LetterGroup group = each.group();
        line("### `%s`: %d open at stage %s%s"
                .formatted(cell(group.fingerprint()), group.open(), cell(group.stage()), isNew(group) ? ", new" : ""));
        line("");
        line("- why: " + inline(why(each)));
        line("- of topic: " + Topics.sourceOf(group.topic()));
        DeadLetter example = each.example();
        if (example != null) {
            LetterFacts facts = example.facts();
            line("- example: `%s`, document %s, trace %s, redriven %d times"
                    .formatted(
                            example.id(),
                            facts.docId() == null ? "unknown" : "`" + inline(facts.docId()) + "`",
                            facts.traceId() == null ? "unknown" : "`" + inline(facts.traceId()) + "`",
                            facts.redriveCount()));
        }
        line("- oldest: " + age(oldest(group)) + " ago");
        line("");
        line("```sh");
        line("trovex dlq redrive --fingerprint %s --stage %s --dry-run   # which would pass now"
                .formatted(word(group.fingerprint()), word(group.stage())));
        line("trovex dlq redrive --fingerprint %s --stage %s"
                .formatted(word(group.fingerprint()), word(group.stage())));
        line("trovex dlq discard --fingerprint %s --stage %s --reason \"…\""
                .formatted(word(group.fingerprint()), word(group.stage())));
        line("```");
        line("");
    }

    private boolean isNew(LetterGroup group) {
        return !group.firstSeen().isBefore(since);
    }

    private static Instant oldest(LetterGroup group) {
        return group.oldestOpen() == null ? group.firstSeen() : group.oldestOpen();
    }

    private static String why(ReportedGroup each) {
        DeadLetter example = each.example();
        if (example == null) {
            return "its letters have just left the log";
        }
        return example.facts().violations().stream()
                .findFirst()
                .map(DailyReview::sentence)
                .orElse(example.facts().errorClass());
    }

    private static String sentence(Violation violation) {
        String field = violation.field().isEmpty() ? "" : violation.field() + ": ";
        return "%s%s (%s)".formatted(field, violation.detail(), violation.code());
    }

    private static long sum(List<ReportedGroup> groups, LetterState state) {
        return groups.stream()
                .mapToLong(each -> each.group().states().getOrDefault(state, 0L))
                .sum();
    }

    private String age(Instant instant) {
        Duration age = Duration.between(instant, now);
        if (age.toDays() > 1) {
            return age.toDays() + " days";
        }
        return age.toHours() > 1 ? age.toHours() + " hours" : Math.max(0, age.toMinutes()) + " minutes";
    }

    /** What came from outside must not become Markdown of its own. */
    private static String inline(String text) {
        String line = text.replaceAll("[\\p{Cntrl}`<>]", " ");
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "…";
    }

    private static String cell(String text) {
        return inline(text).replace("|", "\\|");
    }

    /** Safe in a shell without quotes. */
    private static String word(String text) {
        return text.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
