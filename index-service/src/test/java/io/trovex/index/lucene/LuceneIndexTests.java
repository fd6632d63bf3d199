package io.trovex.index.lucene;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.delete;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trovex.contracts.Generation;
import io.trovex.contracts.GenerationSpec;
import io.trovex.contracts.Outcome;
import io.trovex.contracts.Passage;
import io.trovex.contracts.Vector;
import io.trovex.contracts.Violation;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.Ranking;
import io.trovex.index.engine.Settlement;
import io.trovex.index.engine.Settlement.Refused;
import io.trovex.index.engine.Settlement.Settled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LuceneIndexTests {
    private static final Settled INDEXED = new Settled(Outcome.INDEXED);
    private static final Settled SUPERSEDED = new Settled(Outcome.SUPERSEDED);
    private static final Settled DELETED = new Settled(Outcome.DELETED);

    @TempDir
    Path directory;

    private LuceneIndex index;

    @BeforeEach
    void open() {
        index = LuceneIndex.open(directory.resolve("index"), GENERATION, IndexSettings.DEFAULTS);
    }

    @AfterEach
    void close() {
        index.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void anIndexOfAnOlderSchemaIsEmptiedForTheLogToFillAgain(int schema) throws IOException {
        assertThat(schema).isLessThan(Integer.parseInt(Fields.SCHEMA));
        Path old = directory.resolve("old");
        try (LuceneIndex index = LuceneIndex.open(old, GENERATION, IndexSettings.DEFAULTS)) {
            index.apply(List.of(document("a", "words").embedded()));
            index.consumed(Map.of(0, 7L));
        }
        writtenWithSchema(old, String.valueOf(schema));

        try (LuceneIndex index = LuceneIndex.open(old, GENERATION, IndexSettings.DEFAULTS)) {
            assertThat(index.offsets()).isEmpty();
            assertThat(index.statistics().documents()).isZero();
            assertThat(index.generation().analyzer()).isEqualTo(GenerationSpec.ENGLISH);
            index.apply(List.of(document("b", "words").embedded()));
            index.consumed(Map.of(0, 8L));
        }
        try (LuceneIndex index = LuceneIndex.open(old, GENERATION, IndexSettings.DEFAULTS)) {
            assertThat(index.offsets()).containsExactly(Map.entry(0, 8L));
            assertThat(index.statistics().documents()).isEqualTo(1);
        }
    }

    @Test
    void anIndexKeepsTheAnalyzerThatItWasMadeWith() {
        Path english = directory.resolve("english");
        try (LuceneIndex index =
                LuceneIndex.open(english, GENERATION.analyzedBy(GenerationSpec.ENGLISH), IndexSettings.DEFAULTS)) {
            index.consumed(Map.of(0, 1L));
        }
        try (LuceneIndex index = LuceneIndex.open(english, GENERATION, IndexSettings.DEFAULTS)) {
            assertThat(index.generation().analyzer()).isEqualTo(GenerationSpec.ENGLISH);
        }
    }

    @Test
    void anIndexOfALaterSchemaIsLeftAlone() throws IOException {
        Path later = directory.resolve("later");
        LuceneIndex.open(later, GENERATION, IndexSettings.DEFAULTS).close();
        writtenWithSchema(later, "99");

        assertThatThrownBy(() -> LuceneIndex.open(later, GENERATION, IndexSettings.DEFAULTS))
                .isInstanceOf(IndexUnavailableException.class)
                .hasMessageContaining("schema 99");
    }

    @Test
    void anIndexOfAnUnknownCodecIsLeftAlone() throws IOException {
        Path foreign = directory.resolve("foreign");
        Codec unknown = new FilterCodec("Trovex99", new TrovexCodec()) {};
        try (Directory files = FSDirectory.open(foreign);
                IndexWriter writer = new IndexWriter(files, new IndexWriterConfig().setCodec(unknown))) {
            writer.addDocument(new Document());
            writer.commit();
        }

        assertThatThrownBy(() -> LuceneIndex.open(foreign, GENERATION, IndexSettings.DEFAULTS))
                .isInstanceOf(IndexUnavailableException.class)
                .hasMessageContaining("of another release")
                .hasMessageContaining("Trovex99");
        try (Directory files = FSDirectory.open(foreign)) {
            assertThat(SegmentInfos.getLastCommitGeneration(files)).isEqualTo(1);
        }
    }

    private static void writtenWithSchema(Path path, String schema) throws IOException {
        try (Directory files = FSDirectory.open(path);
                IndexWriter writer = new IndexWriter(files, new IndexWriterConfig())) {
            Map<String, String> data = new HashMap<>(Map.of(
                    "generation",
                    GENERATION.id(),
                    "model",
                    GENERATION.model(),
                    "dimension",
                    "4",
                    "committed_at",
                    "2026-01-01T00:00:00Z",
                    "offset.0",
                    "7"));
            data.put("schema", schema);
            writer.setLiveCommitData(data.entrySet());
            writer.commit();
        }
    }

    @Test
    void aNewerVersionReplacesTheWholeDocument() {
        // Given
        index.apply(List.of(document("a", "old words", 1, 0, 0, 0).embedded()));
        index.refresh();

        // When
        List<Settlement> settlements = index.apply(
                List.of(document("a", "new words", 0, 1, 0, 0).version(2).embedded()));
        index.refresh();

        // Then
        assertThat(settlements).containsExactly(INDEXED);
        assertThat(found("old")).isEmpty();
        assertThat(found("new")).containsExactly("a");
        assertThat(index.statistics().passages()).isEqualTo(1);
    }

    @Test
    void anOlderVersionIsSupersededWhetherOrNotTheNewerOneIsVisibleYet() {
        IndexableDocument older = document("a", "old words", 1, 0, 0, 0).embedded();
        IndexableDocument newer =
                document("a", "new words", 1, 0, 0, 0).version(2).embedded();

        assertThat(index.apply(List.of(newer, older))).containsExactly(INDEXED, SUPERSEDED);
        index.refresh();
        assertThat(index.apply(List.of(older))).containsExactly(SUPERSEDED);
        index.refresh();

        assertThat(found("new")).containsExactly("a");
        assertThat(found("old")).isEmpty();
    }

    @Test
    void theSameVersionAgainSettlesAlikeAndWritesNothing() {
        IndexableDocument document = document("a", "some words", 1, 0, 0, 0).embedded();
        index.apply(List.of(document));
        index.commit();

        assertThat(index.apply(List.of(document, document))).containsExactly(INDEXED, INDEXED);
        index.commit();
        index.refresh();

        assertThat(index.statistics().documents()).isEqualTo(1);
        assertThat(index.statistics().segments()).isEqualTo(1);
    }

    @Test
    void theSameVersionWithOtherContentReplaces() {
        index.apply(List.of(document("a", "first words", 1, 0, 0, 0).embedded()));
        index.apply(List.of(document("a", "corrected words", 1, 0, 0, 0).embedded()));
        index.refresh();

        assertThat(found("corrected")).containsExactly("a");
        assertThat(found("first")).isEmpty();
    }

    @Test
    void aDeleteHidesTheDocumentAndOutlivesAReopen() {
        // Given
        index.apply(List.of(document("a", "some words", 1, 0, 0, 0).embedded()));
        assertThat(index.apply(List.of(delete("a", 5)))).containsExactly(DELETED);

        // When
        reopen();

        // Then
        assertThat(index.apply(List.of(
                        document("a", "late words", 1, 0, 0, 0).version(4).embedded())))
                .containsExactly(SUPERSEDED);
        index.refresh();
        assertThat(found("words")).isEmpty();
        assertThat(near(1, 0, 0, 0)).isEmpty();
        assertThat(index.statistics().tombstones()).isEqualTo(1);
        assertThat(index.statistics().documents()).isZero();
    }

    @Test
    void aWordThatOnlyADeletedDocumentHasIsCorrected() {
        index.apply(List.of(
                document("a", "krumplet").embedded(), document("b", "trumplet").embedded(), delete("a", 2)));
        index.refresh();

        try (IndexView view = index.view()) {
            assertThat(view.corrected("krumplet", true)).isEqualTo("trumplet");
            assertThat(view.keyword("krumplet").rank(DocumentFilter.NONE, 5).matches())
                    .extracting(Match::docId)
                    .containsExactly("b");
        }
    }

    @Test
    void aDocumentMayComeBackAfterItsDeletion() {
        index.apply(List.of(
                delete("a", 5),
                document("a", "back again", 1, 0, 0, 0).version(6).embedded()));
        index.refresh();

        assertThat(found("back")).containsExactly("a");
        assertThat(index.statistics().tombstones()).isZero();
    }

    @Test
    void refusesVectorsOfTheWrongDimensionAndSparesTheNeighbours() {
        List<Settlement> settlements = index.apply(List.of(
                document("a", "good words", 1, 0, 0, 0).embedded(),
                document("b", "bad words", 1, 0, 0).embedded(),
                document("c", "good words", 0, 1, 0, 0).embedded()));
        index.refresh();

        assertThat(settlements)
                .containsExactly(
                        INDEXED,
                        new Refused(List.of(
                                new Violation("passages[0].embedding", "wrong_dimension", "expected 4, actual 3"))),
                        INDEXED);
        assertThat(found("words")).containsExactly("a", "c");
    }

    @Test
    void refusesAnotherGenerationAndAnotherModel() {
        Generation other = new Generation("g2-test", "other-model", 4);
        IndexableDocument stranger =
                new IndexableDocument(document("a", "words", 1, 0, 0, 0).event(other), "words");

        assertThat(index.apply(List.of(stranger)).getFirst())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.violations())
                                .extracting(Violation::code)
                                .containsExactly("wrong_generation", "wrong_model"));
    }

    @Test
    void refusesVectorsWithoutADirectionAndOffsetsOutsideTheBody() {
        Documents zero = document("a", "words", 0, 0, 0, 0);
        Documents infinite = document("b", "words", Float.POSITIVE_INFINITY, 0, 0, 0);
        Documents outside = document("c", "words").passages(new Passage(3, 9, Vector.of(new float[] {1, 0, 0, 0})));

        assertThat(index.apply(List.of(zero.embedded(), infinite.embedded(), outside.embedded())))
                .extracting(settlement ->
                        ((Refused) settlement).violations().getFirst().code())
                .containsExactly("no_direction", "no_direction", "bad_offsets");
    }

    @Test
    void refusesWhatLuceneCannotIndexAndGoesOn() {
        // a term longer than Lucene takes
        Documents unindexable = document("a", "words", 1, 0, 0, 0).source("s".repeat(40_000));

        List<Settlement> settlements = index.apply(List.of(
                unindexable.embedded(), document("b", "words", 0, 1, 0, 0).embedded()));
        index.refresh();

        assertThat(settlements.getFirst()).isInstanceOf(Refused.class);
        assertThat(settlements.getLast()).isEqualTo(INDEXED);
        // the passages that Lucene had taken before it refused the document are nobody's
        try (IndexView view = index.view()) {
            Match only = view.semantic(new float[] {1, 0, 0, 0})
                    .rank(DocumentFilter.NONE, 10)
                    .matches()
                    .getFirst();
            assertThat(only.docId()).isEqualTo("b");
            assertThat(only.score()).isZero();
            assertThat(view.passages(only.number())).hasSize(1);
        }
    }

    @Test
    void aCommitKeepsTheOffsetsAndARestartGoesOnFromThem() {
        index.apply(List.of(document("a", "words", 1, 0, 0, 0).embedded()));
        index.consumed(Map.of(0, 17L, 3, 4L));

        reopen();

        assertThat(index.offsets()).containsOnly(Map.entry(0, 17L), Map.entry(3, 4L));
        assertThat(found("words")).containsExactly("a");
        assertThat(index.statistics().committedAt()).isNotNull();
    }

    @Test
    void aCrashFallsBackToTheLastCommitWithItsOwnOffsets() throws IOException {
        // Given
        index.apply(List.of(document("a", "kept words", 1, 0, 0, 0).embedded()));
        index.consumed(Map.of(0, 1L));
        index.commit();
        index.apply(List.of(document("b", "lost words", 1, 0, 0, 0).embedded()));
        index.consumed(Map.of(0, 2L));
        index.refresh();
        assertThat(found("words")).containsExactly("a", "b");

        // When: what lies on the disk is all that a killed process leaves
        Path left = copy(directory.resolve("index"), directory.resolve("left"));

        // Then
        try (LuceneIndex recovered = LuceneIndex.open(left, GENERATION, IndexSettings.DEFAULTS)) {
            assertThat(recovered.offsets()).containsOnly(Map.entry(0, 1L));
            assertThat(recovered.statistics().documents()).isEqualTo(1);
            assertThat(recovered.apply(
                            List.of(document("b", "lost words", 1, 0, 0, 0).embedded())))
                    .containsExactly(INDEXED);
        }
    }

    @Test
    void aSecondOpeningOfTheSameDirectorySaysSo() {
        assertThatThrownBy(() -> LuceneIndex.open(directory.resolve("index"), GENERATION, IndexSettings.DEFAULTS))
                .isInstanceOf(IndexUnavailableException.class)
                .hasMessageContaining("open in another process");
    }

    @Test
    void anIndexOfAnotherGenerationIsNotOpened() {
        index.apply(List.of(document("a", "words", 1, 0, 0, 0).embedded()));
        index.close();

        assertThatThrownBy(() -> LuceneIndex.open(
                        directory.resolve("index"),
                        new Generation("g1-test", "other-model", 4),
                        IndexSettings.DEFAULTS))
                .isInstanceOf(IndexUnavailableException.class)
                .hasMessageContaining("model test-model, not other-model");
        open();
    }

    @Test
    void segmentsAreMergedWhenLittleIsWrittenAndSearchesLeaveTheOldOnes() {
        trickle(0, 7);
        assertThat(index.statistics().segments()).isEqualTo(7);

        index.commit();
        index.awaitMerges();
        index.commit();

        assertThat(index.statistics().segments()).isEqualTo(1);
        assertThat(index.statistics().documents()).isEqualTo(7);
    }

    @Test
    void aTrickleOfDocumentsDoesNotRewriteTheLargeSegments() {
        List<IndexableDocument> many = Documents.random(new Random(3), 8_000, GENERATION);
        for (int from = 0; from < many.size(); from += 2_000) {
            index.apply(many.subList(from, from + 2_000));
            index.refresh();
        }
        trickle(0, 3);
        // after much was written nothing more is merged
        index.commit();
        index.awaitMerges();
        index.refresh();
        assertThat(index.statistics().segments()).isEqualTo(7);

        index.commit();
        index.awaitMerges();
        index.commit();

        // the small ones are one, the large ones are not touched
        assertThat(index.statistics().segments()).isEqualTo(5);

        index.awaitMerges();
        index.commit();

        assertThat(index.statistics().segments())
                .as("the large ones are one, too")
                .isEqualTo(2);

        trickle(3, 6);
        index.commit();
        index.awaitMerges();
        index.commit();
        index.awaitMerges();

        assertThat(index.statistics().segments()).as("which stays as it is").isEqualTo(2);
    }

    private void trickle(int from, int to) {
        for (int i = from; i < to; i++) {
            index.apply(List.of(document("doc " + i, "some words", 1, 0, 0, 0).embedded()));
            index.refresh();
        }
    }

    @Test
    void aViewDoesNotChange() {
        index.apply(List.of(document("a", "words", 1, 0, 0, 0).embedded()));
        index.refresh();
        try (IndexView view = index.view()) {
            index.apply(List.of(delete("a", 2)));
            index.refresh();

            assertThat(view.keyword("words").rank(DocumentFilter.NONE, 10).matches())
                    .hasSize(1);
        }
        assertThat(found("words")).isEmpty();
    }

    private void reopen() {
        index.close();
        open();
    }

    private List<String> found(String text) {
        try (IndexView view = index.view()) {
            return ids(view.keyword(text).rank(DocumentFilter.NONE, 10));
        }
    }

    private List<String> near(float... vector) {
        try (IndexView view = index.view()) {
            return ids(view.semantic(vector).rank(DocumentFilter.NONE, 10));
        }
    }

    private static List<String> ids(Ranking ranking) {
        return ranking.matches().stream().map(Match::docId).toList();
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
        return to;
    }
}
