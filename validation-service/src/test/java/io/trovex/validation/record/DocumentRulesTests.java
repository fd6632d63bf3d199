package io.trovex.validation.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.trovex.contracts.ContentRef;
import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Vector;
import io.trovex.contracts.Violation;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentRulesTests {
    private static final Generation GENERATION = new Generation("g1-mini", "mini", 4);
    private static final Generation CANDIDATE = new Generation("g2-midi", "midi", 2);
    private static final Vector UNIT = Vector.of(new float[] {0.5f, -0.5f, 0.5f, -0.5f});
    private static final DocumentLimits LIMITS =
            new DocumentLimits(200, 40, 3, 64, Duration.ofDays(1), Instant.parse("1000-01-01T00:00:00Z"));
    private static final DocumentRules RULES = new DocumentRules(
            LIMITS,
            () -> List.of(GENERATION, CANDIDATE),
            LanguageDetection.load(),
            Clock.fixed(Submissions.NOW, ZoneOffset.UTC));

    @Test
    void passesAGoodDocumentOn() throws Exception {
        Submissions submission = new Submissions();
        submission.metadata = Map.of("year", 2026, "tags", List.of("sea"), "reviewed", true);

        DocumentValidated document = accepted(submission);

        String content = Objects.requireNonNull(submission.content);
        assertThat(document.content()).isEqualTo(content);
        assertThat(document.contentHash())
                .isEqualTo(HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8))));
        assertThat(document.language()).isEqualTo("en");
        assertThat(document.title()).isEqualTo(submission.title);
        assertThat(document.metadata()).isEqualTo(submission.metadata);
        assertThat(document.version()).isEqualTo(7);
        assertThat(document.embedding()).isNull();
        assertThat(document.embeddingModel()).isNull();
    }

    @Test
    void normalisesTextBeforeItIsHashed() {
        Submissions rough = new Submissions();
        rough.title = " Cafe\u0301\r\n culture ";
        rough.content = "\ufeff  Cafe\u0301s open\tearly. \r\n\r\n\r\n They close   late.\n";
        Submissions smooth = new Submissions();
        smooth.content = "Caf\u00e9s open early.\n\nThey close late.";

        DocumentValidated document = accepted(rough);

        assertThat(document.title()).isEqualTo("Caf\u00e9 culture");
        assertThat(document.content()).isEqualTo(smooth.content);
        assertThat(document.contentHash()).isEqualTo(accepted(smooth).contentHash());
    }

    @Test
    void dropsABlankTitle() {
        Submissions submission = new Submissions();
        submission.title = " \u200b\n";

        assertThat(accepted(submission).title()).isNull();
    }

    @Test
    void judgesABodyThatLiesInTheObjectStore() {
        Submissions submission = new Submissions();
        submission.content = null;
        submission.contentRef = new ContentRef("ab".repeat(32), 20_000);

        Verdict verdict = RULES.judge(submission.build(), "A long body, from the store.");

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> {
            assertThat(accepted.document().content()).isEqualTo("A long body, from the store.");
            assertThat(accepted.document().contentRef()).isNull();
        });
    }

    @Test
    void keepsAVectorThatTheModelCouldHaveMade() {
        Submissions submission = new Submissions();
        submission.embedding = UNIT;

        DocumentValidated document = accepted(submission);

        assertThat(document.embedding()).isSameAs(UNIT);
        assertThat(document.embeddingModel()).isEqualTo("mini");
    }

    @Test
    void acceptsEverythingAtItsLimit() {
        Submissions submission = new Submissions();
        submission.docId = "é".repeat(512);
        submission.version = (1L << 53) - 1;
        submission.title = "t".repeat(40);
        submission.content = "x".repeat(200);
        submission.source = "s".repeat(128);
        submission.timestamp = Submissions.NOW.plus(LIMITS.maxAhead());
        submission.metadata = Map.of("a", "x".repeat(45), "b", Long.MAX_VALUE, "c", 0.5);
        submission.embedding = Vector.of(new float[] {1.0009f, 0, 0, 0});
        submission.embeddingModel = "mini";

        accepted(submission);

        submission.timestamp = LIMITS.earliestTimestamp();
        accepted(submission);
    }

    @Test
    void acceptsSurrogatesThatArePairs() {
        Submissions submission = new Submissions();
        submission.docId = "\ud83d\ude00";
        submission.title = "Smile \ud83d\ude00";
        submission.content = "\ud83d\ude00\ud83d\ude00 and \ud840\udc00";

        assertThat(accepted(submission).content()).isEqualTo(submission.content);
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void refusesWithTheReason(Consumer<Submissions> flaw, String field, String code, String detail) {
        Submissions submission = new Submissions();
        flaw.accept(submission);

        assertThat(violations(submission)).singleElement().satisfies(violation -> {
            assertThat(violation.field()).isEqualTo(field);
            assertThat(violation.code()).isEqualTo(code);
            assertThat(violation.detail()).startsWith(field).contains(detail);
        });
    }

    static Stream<Arguments> flaws() {
        return Stream.of(
                flaw("no id", s -> s.docId = null, "doc_id", "required", ""),
                flaw("blank id", s -> s.docId = " ", "doc_id", "blank", ""),
                flaw(
                        "long id",
                        s -> s.docId = "x".repeat(513),
                        "doc_id",
                        "too_long",
                        "at most 512 characters long, got 513"),
                flaw("id with a tab", s -> s.docId = "a\tb", "doc_id", "control_character", "first U+0009 at offset 1"),
                flaw("id with half a pair", s -> s.docId = "a\ud83d", "doc_id", "lone_surrogate", "U+D83D at offset 1"),
                flaw("negative version", s -> s.version = -1, "version", "out_of_range", "at least 0, got -1"),
                flaw(
                        "inexact version",
                        s -> s.version = 1L << 53,
                        "version",
                        "out_of_range",
                        "at most 9007199254740991"),
                flaw("no operation", s -> s.operation = null, "operation", "required", "upsert or delete"),
                flaw("no content", s -> s.content = null, "content", "blank", ""),
                flaw("blank content", s -> s.content = " \n\t\u00a0", "content", "blank", ""),
                flaw("invisible content", s -> s.content = "\u200b\u2060\ufeff", "content", "blank", ""),
                flaw(
                        "long content",
                        s -> s.content = "x".repeat(201),
                        "content",
                        "too_long",
                        "at most 200 characters long, got 201"),
                flaw(
                        "NUL",
                        s -> s.content = "a\u0000b\u0007",
                        "content",
                        "control_character",
                        "got 2, the first U+0000 at offset 1"),
                flaw("C1 control", s -> s.content = "a\u0092s", "content", "control_character", "U+0092"),
                flaw("high half", s -> s.content = "smile \ud83d!", "content", "lone_surrogate", "U+D83D at offset 6"),
                flaw(
                        "low half",
                        s -> s.content = "\ude00\ud83d\ude00",
                        "content",
                        "lone_surrogate",
                        "U+DE00 at offset 0"),
                flaw(
                        "two bodies",
                        s -> s.contentRef = new ContentRef("ab".repeat(32), 9),
                        "content_ref",
                        "ambiguous",
                        ""),
                flaw(
                        "no address",
                        s -> {
                            s.contentRef = new ContentRef("AB", 9);
                            s.content = null;
                        },
                        "content_ref.sha256",
                        "malformed",
                        "got 'AB'"),
                flaw(
                        "long title",
                        s -> s.title = "t".repeat(41),
                        "title",
                        "too_long",
                        "at most 40 characters long, got 41"),
                flaw("title with a bell", s -> s.title = "ding\u0007", "title", "control_character", "U+0007"),
                flaw("no source", s -> s.source = null, "source", "required", ""),
                flaw("source with a space", s -> s.source = "my wiki", "source", "malformed", "got 'my wiki'"),
                flaw("long source", s -> s.source = "s".repeat(129), "source", "malformed", "…"),
                flaw("no timestamp", s -> s.timestamp = null, "timestamp", "required", ""),
                flaw(
                        "future",
                        s -> s.timestamp =
                                Submissions.NOW.plus(LIMITS.maxAhead()).plusNanos(1),
                        "timestamp",
                        "in_future",
                        "not be after 2026-11-23T12:00:00Z, got 2026-11-23T12:00:00.000000001Z"),
                flaw(
                        "antiquity",
                        s -> s.timestamp = Instant.parse("0026-11-22T00:00:00Z"),
                        "timestamp",
                        "too_old",
                        "before 1000-01-01T00:00:00Z, got 0026-11-22T00:00:00Z"),
                flaw("no submission time", s -> s.submittedAt = null, "submitted_at", "required", ""),
                flaw("no metadata", s -> s.metadata = null, "metadata", "required", ""),
                flaw("much metadata", s -> s.metadata = numbered(4), "metadata", "too_many", "at most 3 fields, got 4"),
                flaw(
                        "large metadata",
                        s -> s.metadata = Map.of("a", "é".repeat(32)),
                        "metadata",
                        "too_large",
                        "at most 64 bytes, got 65"),
                flaw(
                        "large list",
                        s -> s.metadata = Map.of("a", List.of("é".repeat(32))),
                        "metadata",
                        "too_large",
                        "got 65"),
                flaw("odd key", s -> s.metadata = Map.of("a b", 1), "metadata", "malformed", "got 'a b'"),
                flaw(
                        "nested",
                        s -> s.metadata = Map.of("a", Map.of("b", 1)),
                        "metadata.a",
                        "wrong_type",
                        "got an object"),
                flaw("null value", s -> s.metadata = mapWithNull("a"), "metadata.a", "wrong_type", "got null"),
                flaw(
                        "list of numbers",
                        s -> s.metadata = Map.of("a", List.of("x", 1)),
                        "metadata.a[1]",
                        "wrong_type",
                        "string"),
                flaw("no number", s -> s.metadata = Map.of("a", Double.NaN), "metadata.a", "out_of_range", "64 bits"),
                flaw(
                        "huge number",
                        s -> s.metadata = Map.of("a", BigInteger.ONE.shiftLeft(63)),
                        "metadata.a",
                        "out_of_range",
                        "64 bits"),
                flaw(
                        "NUL in metadata",
                        s -> s.metadata = Map.of("a", "x\u0000"),
                        "metadata.a",
                        "control_character",
                        "U+0000"),
                flaw(
                        "short vector",
                        s -> s.embedding = Vector.of(new float[] {0.6f, 0.8f}),
                        "embedding",
                        "dimension",
                        "4 components, got 2"),
                flaw(
                        "NaN",
                        s -> s.embedding = Vector.of(new float[] {1, 0, Float.NaN, 0}),
                        "embedding",
                        "not_finite",
                        "NaN at 2"),
                flaw(
                        "infinity",
                        s -> s.embedding = Vector.of(new float[] {Float.NEGATIVE_INFINITY, 0, 0, 0}),
                        "embedding",
                        "not_finite",
                        "-Infinity at 0"),
                flaw("zero vector", s -> s.embedding = Vector.of(new float[4]), "embedding", "norm", "got 0.00000"),
                flaw(
                        "a vector a little too long",
                        s -> s.embedding = Vector.of(new float[] {1.0011f, 0, 0, 0}),
                        "embedding",
                        "norm",
                        "length 1 ± 0.001, got 1.00110"),
                flaw(
                        "long vector",
                        s -> s.embedding = Vector.of(new float[] {3, 4, 0, 0}),
                        "embedding",
                        "norm",
                        "got 5.00000"),
                flaw(
                        "other model",
                        s -> s.embeddingModel = "maxi",
                        "embedding_model",
                        "model",
                        "mini, the model of generation g1-mini, got 'maxi'"));
    }

    @Test
    void keepsAVectorOfAGenerationThatDoesNotServeWhereItsModelIsNamed() {
        Submissions submission = new Submissions();
        submission.embedding = Vector.of(new float[] {0.6f, 0.8f});
        submission.embeddingModel = "midi";

        assertThat(accepted(submission).embeddingModel()).isEqualTo("midi");

        submission.embedding = UNIT;
        assertThat(violations(submission)).extracting(Violation::code).containsExactly("dimension");
    }

    @Test
    void reportsEveryViolationNotOnlyTheFirst() {
        Submissions submission = new Submissions();
        submission.docId = " ";
        submission.version = -3;
        submission.title = "t\u0000".repeat(40);
        submission.content = "\u0001\ud800".repeat(101);
        submission.source = "?";
        submission.timestamp = Instant.parse("2030-01-01T00:00:00Z");
        submission.metadata = Map.of("a", Map.of(), "!", "x".repeat(99));
        submission.embedding = Vector.of(new float[] {2});
        submission.embeddingModel = "maxi";

        assertThat(violations(submission).stream().map(v -> v.field() + " " + v.code()))
                .containsExactlyInAnyOrder(
                        "doc_id blank",
                        "version out_of_range",
                        "title too_long",
                        "title control_character",
                        "content blank",
                        "content too_long",
                        "content control_character",
                        "content lone_surrogate",
                        "source malformed",
                        "timestamp in_future",
                        "metadata.a wrong_type",
                        "metadata malformed",
                        "metadata too_large",
                        "embedding dimension",
                        "embedding norm",
                        "embedding_model model");
    }

    @Test
    void givesARedeliveredRecordTheSameVerdict() {
        assertThat(RULES.judge(new Submissions().build(), "Same body."))
                .isEqualTo(RULES.judge(new Submissions().build(), "Same body."));
    }

    @Test
    void asksOfADeleteOnlyWhichVersionOfWhat() {
        Submissions delete = new Submissions();
        delete.operation = Operation.DELETE;
        delete.title = "left \u0000 over";
        delete.content = null;
        delete.source = null;
        delete.metadata = null;
        delete.timestamp = null;

        DocumentValidated document = accepted(delete);

        assertThat(document)
                .isEqualTo(new DocumentValidated(
                        "ocean-7",
                        7,
                        Operation.DELETE,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Submissions.NOW,
                        null,
                        Map.of(),
                        null,
                        null,
                        Submissions.NOW));
    }

    @Test
    void refusesADeleteOfNothing() {
        Submissions delete = new Submissions();
        delete.operation = Operation.DELETE;
        delete.docId = "";
        delete.version = -1;

        assertThat(violations(delete)).extracting(Violation::field).containsExactly("doc_id", "version");
    }

    private static DocumentValidated accepted(Submissions submission) {
        Verdict verdict = judge(submission);
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted) verdict).document();
    }

    private static List<Violation> violations(Submissions submission) {
        Verdict verdict = judge(submission);
        assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
        return ((Verdict.Rejected) verdict).violations();
    }

    private static Verdict judge(Submissions submission) {
        String content = submission.content;
        boolean stored = content == null && submission.contentRef != null;
        return RULES.judge(submission.build(), stored ? "A body." : Objects.requireNonNullElse(content, ""));
    }

    private static Arguments flaw(String name, Consumer<Submissions> flaw, String field, String code, String detail) {
        return argumentSet(name, flaw, field, code, detail);
    }

    private static Map<String, Object> numbered(int entries) {
        return IntStream.range(0, entries).boxed().collect(Collectors.toMap(i -> "k" + i, i -> i));
    }

    @SuppressWarnings("NullAway") // a JSON null
    private static Map<String, Object> mapWithNull(String key) {
        Map<String, Object> map = new HashMap<>();
        map.put(key, null);
        return map;
    }
}
