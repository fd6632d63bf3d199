package io.trovex.index.lucene;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.NOON;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.Ranking;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentFilterTests {
    private static final DocumentField YEAR = DocumentField.metadata("year");

    @TempDir
    Path directory;

    private LuceneIndex index;

    @BeforeEach
    void fill() {
        index = LuceneIndex.open(directory, GENERATION, IndexSettings.DEFAULTS);
        index.apply(List.of(
                document("a", "text", 1, 0, 0, 0)
                        .source("wiki")
                        .metadata(Map.of("year", 2024, "open", true, "tags", List.of("red", "green")))
                        .embedded(),
                document("b", "text", 1, 0, 0, 0)
                        .source("blog")
                        .language("de")
                        .timestamp(NOON.plusSeconds(60))
                        .metadata(Map.of("year", 2024.0, "open", false, "tags", List.of("blue")))
                        .embedded(),
                document("c", "text", 1, 0, 0, 0)
                        .source("wiki")
                        .timestamp(Instant.MAX)
                        .metadata(Map.of("year", new BigDecimal("2.025e3"), "note", "x".repeat(5_000)))
                        .embedded()));
        index.refresh();
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void sourcesAreAlternatives() {
        assertThat(passing(filter(List.of("blog"), null, null, null, Map.of()))).containsExactly("b");
        assertThat(passing(filter(List.of("blog", "wiki"), null, null, null, Map.of())))
                .containsExactly("a", "b", "c");
        assertThat(passing(filter(List.of("none"), null, null, null, Map.of()))).isEmpty();
    }

    @Test
    void languagesAreMatchedWhole() {
        assertThat(passing(filter(List.of(), "de", null, null, Map.of()))).containsExactly("b");
    }

    @Test
    void timesAreInclusiveAtBothEnds() {
        assertThat(passing(filter(List.of(), null, NOON, NOON, Map.of()))).containsExactly("a");
        assertThat(passing(filter(List.of(), null, NOON.plusMillis(1), null, Map.of())))
                .containsExactly("b", "c");
        assertThat(passing(filter(List.of(), null, null, NOON.plusSeconds(60), Map.of())))
                .containsExactly("a", "b");
    }

    @Test
    void metadataIsFoundByItsTextWhateverItsType() {
        assertThat(passing(metadata(Map.of("year", List.of("2024"))))).containsExactly("a", "b");
        assertThat(passing(metadata(Map.of("year", List.of("2024.0"))))).containsExactly("a", "b");
        assertThat(passing(metadata(Map.of("year", List.of("2025"))))).containsExactly("c");
        assertThat(passing(metadata(Map.of("open", List.of("true"))))).containsExactly("a");
        assertThat(passing(metadata(Map.of("tags", List.of("green"))))).containsExactly("a");
        assertThat(passing(metadata(Map.of("tags", List.of("blue", "red"))))).containsExactly("a", "b");
    }

    @Test
    void conditionsHoldTogether() {
        assertThat(passing(metadata(Map.of("year", List.of("2024"), "tags", List.of("blue")))))
                .containsExactly("b");
        assertThat(passing(filter(List.of("wiki"), "de", null, null, Map.of()))).isEmpty();
    }

    @Test
    void aKeyIsNotTheBeginningOfAnother() {
        assertThat(passing(metadata(Map.of("tag", List.of("sred"))))).isEmpty();
    }

    @Test
    void numbersOfMetadataLieInRanges() {
        assertThat(passing(new DocumentFilter.Numbers(YEAR, 2024, 2025))).containsExactly("a", "b", "c");
        assertThat(passing(new DocumentFilter.Numbers(YEAR, Math.nextUp(2024.0), Double.POSITIVE_INFINITY)))
                .containsExactly("c");
        assertThat(passing(new DocumentFilter.Numbers(DocumentField.metadata("yea"), 0, 9_999)))
                .isEmpty();
    }

    @Test
    void zeroHasOneValueWhateverItsSign() {
        index.apply(List.of(document("z", "text", 1, 0, 0, 0)
                .metadata(Map.of("balance", -0.0))
                .embedded()));
        index.refresh();

        assertThat(passing(new DocumentFilter.Numbers(DocumentField.metadata("balance"), 0, 0)))
                .containsExactly("z");
    }

    @Test
    void timesInMetadataLieInRangesAndAreNoNumbers() {
        index.apply(List.of(
                document("d", "text", 1, 0, 0, 0)
                        .metadata(Map.of("seen", "2026-01-31"))
                        .embedded(),
                document("e", "text", 1, 0, 0, 0)
                        .metadata(Map.of("seen", "2026-02-01T01:00:00+02:00"))
                        .embedded()));
        index.refresh();
        DocumentField seen = DocumentField.metadata("seen");
        long january31 = Instant.parse("2026-01-31T00:00:00Z").toEpochMilli();

        assertThat(passing(new DocumentFilter.Times(seen, january31, january31)))
                .containsExactly("d");
        assertThat(passing(new DocumentFilter.Times(seen, january31 + 1, january31 + 86_399_999)))
                .containsExactly("e");
        assertThat(passing(new DocumentFilter.Numbers(seen, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)))
                .isEmpty();
    }

    @Test
    void aFieldExistsOrDoesNot() {
        DocumentFilter note = new DocumentFilter.Exists(DocumentField.metadata("note"));

        assertThat(passing(note)).containsExactly("c");
        assertThat(passing(new DocumentFilter.Not(note))).containsExactly("a", "b");
        assertThat(passing(new DocumentFilter.Exists(DocumentField.SOURCE))).containsExactly("a", "b", "c");
        assertThat(passing(new DocumentFilter.Exists(DocumentField.TIMESTAMP))).containsExactly("a", "b", "c");
        assertThat(passing(new DocumentFilter.Not(new DocumentFilter.Exists(DocumentField.LANGUAGE))))
                .isEmpty();
    }

    @Test
    void conditionsNest() {
        DocumentFilter wiki = new DocumentFilter.Term(DocumentField.SOURCE, List.of("wiki"));
        DocumentFilter german = new DocumentFilter.Term(DocumentField.LANGUAGE, List.of("de"));
        DocumentFilter open = new DocumentFilter.Term(DocumentField.metadata("open"), List.of("true"));

        assertThat(passing(new DocumentFilter.Or(List.of(german, open)))).containsExactly("a", "b");
        assertThat(passing(new DocumentFilter.And(List.of(wiki, new DocumentFilter.Not(open)))))
                .containsExactly("c");
        assertThat(passing(new DocumentFilter.Not(new DocumentFilter.Or(List.of(german, open)))))
                .containsExactly("c");
        assertThat(passing(new DocumentFilter.Or(List.of()))).isEmpty();
        assertThat(passing(new DocumentFilter.Not(new DocumentFilter.And(List.of()))))
                .isEmpty();
    }

    @Test
    void aDocumentIsFoundByItsIdUnlessItIsDeleted() {
        DocumentFilter some = new DocumentFilter.Term(DocumentField.DOC_ID, List.of("a", "b", "x"));
        index.apply(List.of(Documents.delete("a", 2)));
        index.refresh();

        assertThat(passing(some)).containsExactly("b");
    }

    @Test
    void metadataComesBackAsItWas() {
        try (IndexView view = index.view()) {
            List<Match> all = view.keyword("text").rank(DocumentFilter.NONE, 3).matches();
            assertThat(view.read(all.get(0).number()).metadata())
                    .isEqualTo(Map.of("year", 2024L, "open", true, "tags", List.of("red", "green")));
            assertThat(view.read(all.get(1).number()).metadata()).containsEntry("year", 2024.0);
            assertThat(view.read(all.get(2).number()).metadata())
                    .containsEntry("year", new BigDecimal("2.025e3"))
                    .containsEntry("note", "x".repeat(5_000));
            assertThat(view.read(all.get(2).number()).timestamp()).isEqualTo(Instant.MAX);
        }
    }

    /** By words and by vector: both must agree. */
    private List<String> passing(DocumentFilter filter) {
        try (IndexView view = index.view()) {
            List<String> worded = ids(view.keyword("text").rank(filter, 10));
            List<String> near = ids(view.semantic(new float[] {1, 0, 0, 0}).rank(filter, 10));
            assertThat(near).isEqualTo(worded);
            return worded;
        }
    }

    private static List<String> ids(Ranking ranking) {
        return ranking.matches().stream().map(Match::docId).toList();
    }

    private static DocumentFilter metadata(Map<String, List<String>> conditions) {
        return filter(List.of(), null, null, null, conditions);
    }

    private static DocumentFilter filter(
            List<String> sources,
            @Nullable String language,
            @Nullable Instant from,
            @Nullable Instant to,
            Map<String, List<String>> metadata) {
        List<DocumentFilter> all = new ArrayList<>();
        if (!sources.isEmpty()) {
            all.add(new DocumentFilter.Term(DocumentField.SOURCE, sources));
        }
        if (language != null) {
            all.add(new DocumentFilter.Term(DocumentField.LANGUAGE, List.of(language)));
        }
        if (from != null || to != null) {
            all.add(new DocumentFilter.Times(
                    DocumentField.TIMESTAMP,
                    from == null ? Long.MIN_VALUE : from.toEpochMilli(),
                    to == null ? Long.MAX_VALUE : to.toEpochMilli()));
        }
        metadata.forEach((key, values) -> all.add(new DocumentFilter.Term(DocumentField.metadata(key), values)));
        return new DocumentFilter.And(all);
    }
}
