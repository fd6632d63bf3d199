package io.trovex.ingest.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DailyReviewTests {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final LetterId EXAMPLE = new LetterId("documents.validated-dlt", 2, 17);

    @Test
    void namesWhatIsOpenWhatIsNewAndWhatToDo() {
        String text = review(group("9f86d081884c7d65", 3, NOW.minus(Duration.ofHours(5))), "title is too long");

        assertThat(text)
                .startsWith("# Dead letters, 2026-11-22T12:00:00Z\n")
                .contains("**3 open**, 1 quarantined, 1 causes, 1 of them new since 2026-11-21T12:00:00Z.")
                .contains("The oldest open letter has waited for 5 hours: `9f86d081884c7d65` at stage embedding.")
                .contains("| embedding | 3 | 2 | 0 | 0 | 1 |")
                .contains("`9f86d081884c7d65` **new** | embedding | 3 | 6 |")
                .contains("title: title is too long (too_long)")
                .contains("- example: `documents.validated-dlt:2:17`, document `manual-17`")
                .contains("trovex dlq redrive --fingerprint 9f86d081884c7d65 --stage embedding --dry-run");
    }

    @Test
    void whatWasSeenBeforeIsNotNewAndWhatIsSettledNeedsNothing() {
        String text = review(group("9f86d081884c7d65", 0, NOW.minus(Duration.ofDays(3))), "d");

        assertThat(text).contains("0 of them new").contains("Nothing is open").doesNotContain("trovex dlq");
    }

    @Test
    void tellsOfUploadsThatWereGivenUp() {
        assertThat(DailyReview.write(NOW, NOW, List.of(), OptionalLong.of(2)))
                .contains("**2 uploads** were given up")
                .doesNotContain("Nothing is open");
        assertThat(DailyReview.write(NOW, NOW, List.of(), OptionalLong.empty()))
                .contains("is not known")
                .doesNotContain("Nothing is open");
        assertThat(DailyReview.write(NOW, NOW, List.of(), OptionalLong.of(0)))
                .contains("Nothing is open")
                .doesNotContain("uploads");
    }

    @Test
    void whatCameFromOutsideBecomesNoMarkdownAndNoCommand() {
        String text = review(group("a; rm -rf /", 1, NOW), "a | b `c`\n# d <script>");

        assertThat(text).contains("a \\| b  c  # d  script ").contains("--fingerprint a__rm_-rf__ ");
        assertThat(text.lines()).noneMatch(line -> line.startsWith("# d"));
    }

    private static String review(LetterGroup group, String detail) {
        LetterFacts facts = new LetterFacts(
                "embedding",
                group.fingerprint(),
                "rejected",
                List.of(new Violation("title", "too_long", detail)),
                1,
                NOW,
                0,
                "manual-17",
                1L,
                null,
                null);
        DeadLetter example = new DeadLetter(EXAMPLE, NOW, facts, null, null, List.of());
        return DailyReview.write(
                NOW, NOW.minus(Duration.ofDays(1)), List.of(new ReportedGroup(group, example)), OptionalLong.of(0));
    }

    private static LetterGroup group(String fingerprint, long open, Instant first) {
        return new LetterGroup(
                "embedding",
                fingerprint,
                EXAMPLE.topic(),
                open + 3,
                Map.of(LetterState.OPEN, open, LetterState.REDRIVEN, 2L, LetterState.QUARANTINED, 1L),
                first,
                NOW,
                EXAMPLE,
                open == 0 ? null : first);
    }
}
