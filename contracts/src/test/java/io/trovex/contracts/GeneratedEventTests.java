package io.trovex.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What any producer may write fits its schema and comes back equal. */
class GeneratedEventTests {
    private static final String HASH = "0123456789abcdef".repeat(4);

    @Property(tries = 500)
    void everyEventFitsItsSchemaAndComesBackEqual(@ForAll("events") Event event) {
        EventType type = EventType.of(event);

        JsonNode json = EventSchemas.tree(event);

        assertThat(EventSchemas.errors(type, json)).isEmpty();
        assertThat(EventSchemas.MAPPER.treeToValue(json, type.event())).isEqualTo(event);
    }

    @Property(tries = 200)
    void anUnknownFieldDoesNotStopAnOlderReader(@ForAll("events") Event event) {
        JsonNode newer = EventSchemas.tree(event).withObject("").put("added_later", 1);

        assertThat(EventSchemas.MAPPER.treeToValue(newer, EventType.of(event).event()))
                .isEqualTo(event);
    }

    @Provide
    Arbitrary<Event> events() {
        return Arbitraries.oneOf(
                submitted(),
                validated(),
                embedded(),
                deletes(),
                indexed(),
                searches(),
                feedback(),
                decisions(),
                canaries(),
                generations(),
                synonyms());
    }

    private Arbitrary<Event> submitted() {
        return Combinators.combine(ids(), versions(), bodies(), text().injectNull(0.3), metadata(), instants())
                .flatAs((id, version, body, title, metadata, at) -> vectors()
                        .injectNull(0.5)
                        .map(vector -> new DocumentSubmitted(
                                id,
                                version,
                                Operation.UPSERT,
                                title,
                                body.content(),
                                body.ref(),
                                "web",
                                at,
                                metadata,
                                vector,
                                vector == null ? null : "model",
                                at)));
    }

    private Arbitrary<Event> validated() {
        return Combinators.combine(ids(), versions(), bodies(), languages(), metadata(), instants())
                .as((id, version, body, language, metadata, at) -> new DocumentValidated(
                        id,
                        version,
                        Operation.UPSERT,
                        null,
                        body.content(),
                        body.ref(),
                        HASH,
                        "web",
                        at,
                        language,
                        metadata,
                        null,
                        null,
                        at));
    }

    private Arbitrary<Event> embedded() {
        return Combinators.combine(
                        ids(),
                        versions(),
                        bodies(),
                        passages().list().ofMinSize(1).ofMaxSize(5),
                        metadata(),
                        instants())
                .as((id, version, body, passages, metadata, at) -> new DocumentEmbedded(
                        id,
                        version,
                        Operation.UPSERT,
                        "g1-model",
                        "model",
                        null,
                        body.content(),
                        body.ref(),
                        HASH,
                        "web",
                        at,
                        "und",
                        metadata,
                        passages,
                        at));
    }

    private Arbitrary<Event> deletes() {
        return Combinators.combine(ids(), versions(), instants())
                .as((id, version, at) -> List.<Event>of(
                        DocumentSubmitted.delete(id, version, at),
                        new DocumentValidated(
                                id,
                                version,
                                Operation.DELETE,
                                null,
                                null,
                                null,
                                null,
                                null,
                                at,
                                null,
                                Map.of(),
                                null,
                                null,
                                at),
                        new DocumentEmbedded(
                                id,
                                version,
                                Operation.DELETE,
                                "g1-model",
                                "model",
                                null,
                                null,
                                null,
                                null,
                                null,
                                at,
                                null,
                                Map.of(),
                                List.of(),
                                at)))
                .flatMap(Arbitraries::of);
    }

    private Arbitrary<Event> indexed() {
        return Combinators.combine(
                        ids(),
                        versions(),
                        Arbitraries.of(Outcome.class),
                        Arbitraries.integers().greaterOrEqual(0),
                        Arbitraries.longs().greaterOrEqual(0),
                        instants())
                .as((id, version, outcome, partition, offset, at) -> new DocumentIndexed(
                        id, version, outcome, "g1-model", new Origin(partition, offset), offset, at, at));
    }

    private Arbitrary<Event> searches() {
        return Combinators.combine(
                        ids(),
                        ids().injectNull(0.5),
                        text(),
                        ids().list().ofMaxSize(10),
                        Arbitraries.doubles().between(0, 1e6),
                        instants())
                .as((id, client, query, hits, took, at) -> new SearchPerformed(
                        id,
                        client,
                        query,
                        took > 100 ? new QueryAttributes(Map.of("exists", "source"), "ocean-7") : null,
                        at,
                        hits,
                        "g1-model",
                        "model",
                        took > 10 ? "2+90f3b4a1c65e" : null,
                        took > 500 ? "serving" : "candidate",
                        50,
                        "hybrid",
                        took > 1_000,
                        reason(took),
                        fallback(took),
                        took));
    }

    private static @Nullable String reason(double took) {
        return took > 1_000 ? "embedder_timeout" : null;
    }

    private static @Nullable String fallback(double took) {
        return took > 1_000 ? "keywords" : null;
    }

    private Arbitrary<Event> feedback() {
        return Combinators.combine(
                        ids(),
                        ids().injectNull(0.5),
                        text().ofMinLength(1),
                        Arbitraries.integers().greaterOrEqual(1).injectNull(0.5),
                        instants())
                .as((id, other, action, position, at) ->
                        new FeedbackReceived(id, action, other, other, other, other, position, at, other));
    }

    private Arbitrary<Event> decisions() {
        return Combinators.combine(
                        Arbitraries.of("documents.submitted-dlt", "documents.embedded.g1-model-dlt"),
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.of(LetterDecision.class),
                        Arbitraries.integers().between(1, 100),
                        text().ofMinLength(1),
                        instants())
                .as((topic, partition, offset, decision, count, reason, at) -> new DeadLetterDecided(
                        topic,
                        partition,
                        offset,
                        decision,
                        decision == LetterDecision.REDRIVEN ? count : null,
                        decision == LetterDecision.DISCARDED ? reason : null,
                        at));
    }

    private Arbitrary<Event> canaries() {
        return Combinators.combine(
                        Arbitraries.of(CanaryStep.class),
                        Arbitraries.doubles().between(0, 100),
                        Arbitraries.integers().between(0, 10),
                        searchesOfAnArm(),
                        Arbitraries.doubles().between(-1e6, 1e6),
                        instants())
                .as((decision, share, step, arm, factor, at) -> new CanaryDecided(
                        "g2-model",
                        decision,
                        share,
                        step,
                        at,
                        decision == CanaryStep.ROLLED_BACK ? "failures" : null,
                        decision == CanaryStep.STARTED ? null : arm,
                        decision == CanaryStep.STARTED ? null : arm,
                        List.of(new CanaryFinding("slow", arm.searches(), arm.failed(), share / 100, factor)),
                        Map.of("failed", factor),
                        arm,
                        decision == CanaryStep.STARTED ? null : at,
                        at));
    }

    private Arbitrary<ArmSearches> searchesOfAnArm() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 1L << 53),
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.doubles().between(0, 60_000))
                .as((searches, failed, ms) ->
                        new ArmSearches(searches, failed, failed, failed, failed, ms, ms, ms, "SGlzdA=="));
    }

    private Arbitrary<Event> generations() {
        return Combinators.combine(
                        Arbitraries.of("g1-model", "g2-model"),
                        Arbitraries.of(GenerationAction.class),
                        Arbitraries.longs().greaterOrEqual(0),
                        text().ofMinLength(1),
                        Arbitraries.of(true, false),
                        instants())
                .as((generation, action, revision, words, passed, at) -> new GenerationDecided(
                        "0123456789abcdef",
                        generation,
                        action,
                        revision,
                        action == GenerationAction.CREATE || action == GenerationAction.BOOTSTRAP
                                ? new GenerationSpec(
                                        "model",
                                        passed ? "1+a0" : null,
                                        384,
                                        192,
                                        0.15,
                                        passed ? GenerationSpec.BY_LANGUAGE : GenerationSpec.ENGLISH,
                                        passed ? Engine.OPENSEARCH : null)
                                : null,
                        words,
                        passed ? words : null,
                        List.of(new GateCheck("lag", passed, words)),
                        at));
    }

    private Arbitrary<Event> synonyms() {
        Arbitrary<List<String>> words =
                text().ofMinLength(1).ofMaxLength(100).list().ofMinSize(2).ofMaxSize(20);
        return Combinators.combine(
                        Combinators.combine(words, words.injectNull(0.5))
                                .as(SynonymRule::new)
                                .list()
                                .ofMaxSize(5),
                        instants())
                .as(SynonymsDecided::new);
    }

    private record Body(@Nullable String content, @Nullable ContentRef ref) {}

    private Arbitrary<Body> bodies() {
        return Arbitraries.oneOf(
                text().ofMinLength(1).map(content -> new Body(content, null)),
                Arbitraries.longs().between(1, 1L << 40).map(bytes -> new Body(null, new ContentRef(HASH, bytes))));
    }

    private Arbitrary<String> ids() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withCharRange('\u00a0', '\ud7ff')
                .ofMinLength(1)
                .ofMaxLength(512);
    }

    /** Control characters included; no surrogates, because a lone one is no UTF-8. */
    private StringArbitrary text() {
        return Arbitraries.strings().withCharRange('\u0000', '\ud7ff').ofMaxLength(200);
    }

    private Arbitrary<Long> versions() {
        return Arbitraries.longs().between(0, (1L << 53) - 1);
    }

    private Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 253_402_300_799L),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }

    private Arbitrary<String> languages() {
        return Arbitraries.of("en", "de", "zh", "und");
    }

    private Arbitrary<Vector> vectors() {
        return Arbitraries.floats()
                .array(float[].class)
                .ofMinSize(2)
                .ofMaxSize(800)
                .map(Vector::of);
    }

    private Arbitrary<Passage> passages() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1_000_000),
                        Arbitraries.integers().between(1, 1_000),
                        vectors())
                .as((start, length, vector) -> new Passage(start, start + length, vector));
    }

    private Arbitrary<Map<String, Object>> metadata() {
        Arbitrary<Object> values = Arbitraries.oneOf(
                text(),
                Arbitraries.integers(),
                Arbitraries.doubles(),
                Arbitraries.of(true, false),
                text().list().ofMaxSize(3));
        return Arbitraries.maps(text().ofMinLength(1).ofMaxLength(64), values).ofMaxSize(8);
    }
}
