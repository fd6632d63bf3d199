package io.trovex.index.search;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.NOON;
import static io.trovex.index.lucene.Documents.delete;
import static io.trovex.index.lucene.Documents.direction;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.SortOrder;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.query.Notice;
import io.trovex.index.search.FacetCounts.Count;
import io.trovex.index.search.HitOptions.FacetRequest;
import io.trovex.index.search.SearchResponse.Relation;
import io.trovex.index.search.SearchResponse.Total;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a search lists, counts and pages through, against a count by hand of all that it finds. */
class HitListTests {
    private static final int DOCUMENTS = 95;
    private static final String TEXT = "river boat";
    private static final List<String> WORDS = List.of("river", "boat", "cloud", "stone", "leaf", "wind", "sand");
    private static final DocumentField TOPIC = DocumentField.metadata("topic");
    private static final CursorSettings CURSORS = new CursorSettings(3, Duration.ofMinutes(1), Duration.ofMinutes(10));

    @TempDir
    Path directory;

    private final Random random = new Random(11);
    private Instant now = NOON;
    private LuceneIndex index;
    private KeptSearches kept;
    private SearchService search;

    @BeforeEach
    void fill() {
        index = LuceneIndex.open(directory.resolve("index"), GENERATION, IndexSettings.DEFAULTS);
        List<IndexableDocument> documents = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            documents.add(random("d" + i, 1));
        }
        index.apply(documents);
        index.refresh();
        kept = new KeptSearches(CURSORS, new Hands());
        search = new SearchService(index, _ -> new float[] {0, 1, 0, 0}, null, SearchSettings.DEFAULTS, kept);
    }

    @AfterEach
    void close() {
        kept.close();
        index.close();
    }

    @ParameterizedTest
    @EnumSource
    void facetsCountWhatTheSearchFinds(SearchMode mode) {
        List<SearchHit> all = everything(mode);

        SearchResponse response = search.search(
                request(mode, 5).with(facets(new FacetRequest(DocumentField.SOURCE, 10), facet(TOPIC, 2))));

        assertThat(response.total()).isEqualTo(new Total(all.size(), Relation.EQ));
        Map<String, FacetCounts> facets = Objects.requireNonNull(response.facets());
        assertThat(facets.get("source")).isEqualTo(sources(all, Relation.EQ));
        Map<String, Long> topics = counts(
                all, hit -> (String) Objects.requireNonNull(hit.metadata()).get("topic"));
        FacetCounts topic = Objects.requireNonNull(facets.get("metadata.topic"));
        assertThat(topic.values()).isEqualTo(largest(topics, 2));
        assertThat(topic.others()).isEqualTo(topics.size() - 2);
    }

    @Test
    void byMeaningOnlyTheNearestAreFoundAndTheAnswerSaysThatThereMayBeMore() {
        SearchService few = new SearchService(
                index, _ -> new float[] {0, 1, 0, 0}, null, new SearchSettings(20, 0.75, 0.3, 1_000), kept);
        List<SearchHit> nearest = few.search(request(SearchMode.SEMANTIC, 20)).hits();
        Map<String, SearchHit> found = new HashMap<>();
        everything(SearchMode.KEYWORD).forEach(hit -> found.put(hit.docId(), hit));
        nearest.forEach(hit -> found.put(hit.docId(), hit));

        SearchResponse semantic =
                few.search(request(SearchMode.SEMANTIC, 5).with(facets(new FacetRequest(DocumentField.SOURCE, 10))));
        SearchResponse hybrid =
                few.search(request(SearchMode.HYBRID, 5).with(facets(new FacetRequest(DocumentField.SOURCE, 10))));

        assertThat(semantic.total()).isEqualTo(new Total(20, Relation.GTE));
        assertThat(Objects.requireNonNull(semantic.facets()).get("source")).isEqualTo(sources(nearest, Relation.GTE));
        assertThat(hybrid.total()).isEqualTo(new Total(found.size(), Relation.GTE));
        assertThat(Objects.requireNonNull(hybrid.facets()).get("source"))
                .isEqualTo(sources(List.copyOf(found.values()), Relation.GTE));
    }

    @ParameterizedTest
    @EnumSource
    void theCountOfAFacetIsWhatAFilterOnItFinds(SearchMode mode) {
        FacetCounts sources = Objects.requireNonNull(search.search(
                                request(mode, 1).with(facets(new FacetRequest(DocumentField.SOURCE, 10))))
                        .facets())
                .get("source");

        for (Count source : Objects.requireNonNull(sources).values()) {
            SearchRequest narrowed = new SearchRequest(
                    TEXT,
                    mode,
                    1,
                    new DocumentFilter.Term(DocumentField.SOURCE, List.of(source.value())),
                    Fusion.WEIGHTED,
                    false);
            assertThat(search.search(narrowed).total())
                    .as(source.value())
                    .isEqualTo(new Total(source.count(), Relation.EQ));
        }
    }

    @ParameterizedTest
    @EnumSource
    void pagesAreOneListWhateverIsWrittenMeanwhile(SearchMode mode) {
        List<String> all = ids(everything(mode));
        List<String> turned = new ArrayList<>();

        SearchResponse page = search.search(request(mode, 11).with(paged()));
        turned.addAll(ids(page.hits()));
        for (int round = 0; page.nextCursor() != null; round++) {
            index.apply(
                    List.of(random("new-" + round, 1), random("d" + 3 * round, 2), delete("d" + (3 * round + 1), 3)));
            index.refresh();
            page = kept.page(page.nextCursor(), null, null).response();
            turned.addAll(ids(page.hits()));
        }

        assertThat(turned).hasSizeGreaterThan(30).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
        assertThat(turned.subList(0, 11)).isEqualTo(all.subList(0, 11));
        assertThat(page.total()).isEqualTo(new Total(all.size(), Relation.EQ));
    }

    @Test
    void aPageAskedForAgainIsTheSameAndItsSizeMayChange() {
        String second = cursor();

        List<String> once = ids(kept.page(second, null, null).response().hits());
        assertThat(ids(kept.page(second, null, null).response().hits())).isEqualTo(once);
        assertThat(ids(kept.page(second, 3, null).response().hits())).isEqualTo(once.subList(0, 3));
    }

    @Test
    void aCursorEndsWhenNobodyUsesItOrItsLifeIsOver() {
        String idle = cursor();
        now = now.plusSeconds(61);
        assertExpired(idle);

        String long_ = cursor();
        for (int i = 0; i < 12; i++) {
            now = now.plusSeconds(50);
            assertThat(kept.page(long_, null, null).response().hits()).isNotEmpty();
        }
        now = now.plusSeconds(1);
        assertExpired(long_);
        assertThat(kept.size()).isZero();
    }

    @Test
    void aCursorIsOfOneProcessOneSearchAndUnchanged() {
        String cursor = cursor();

        assertThatExceptionOfType(CursorExpiredException.class)
                .isThrownBy(() -> new KeptSearches(CURSORS, Clock.systemUTC()).page(cursor, null, null));
        assertThatExceptionOfType(BadCursorException.class)
                .isThrownBy(() -> kept.page(cursor, null, request(SearchMode.KEYWORD, 10)));
        for (String changed : List.of("", "*", "x".repeat(500), cursor.substring(1), flipped(cursor))) {
            assertThatExceptionOfType(BadCursorException.class)
                    .as(changed)
                    .isThrownBy(() -> kept.page(changed, null, null));
        }
    }

    @Test
    void onlySoManySearchesAreKeptAndTheLeastUsedGivesWay() {
        String turned = cursor();
        assertThat(kept.page(turned, null, null).response().hits()).isNotEmpty();
        now = now.plusSeconds(1);
        String older = cursor();
        now = now.plusSeconds(1);
        String younger = cursor();
        now = now.plusSeconds(1);
        String newest = cursor();

        assertThat(kept.size()).isEqualTo(3);
        assertExpired(older);
        for (String each : List.of(turned, younger, newest)) {
            assertThat(kept.page(each, null, null).response().hits()).isNotEmpty();
            now = now.plusSeconds(1);
        }
        cursor();
        assertExpired(turned);
    }

    @Test
    void whereNoneGivesWayASearchIsRefused() {
        KeptSearches none =
                new KeptSearches(new CursorSettings(0, Duration.ofMinutes(1), Duration.ofMinutes(1)), new Hands());
        SearchService refusing =
                new SearchService(index, _ -> new float[] {0, 1, 0, 0}, null, SearchSettings.DEFAULTS, none);

        assertThatExceptionOfType(TooManyCursorsException.class)
                .isThrownBy(() -> refusing.search(request(SearchMode.HYBRID, 10).with(paged())));
    }

    @ParameterizedTest
    @CsvSource({"7, 20", "20, 20", "30, 20", "7, 1"})
    void pagesOfOneRankingGoOnToTheLastDocument(int size, int depth) {
        List<SearchHit> all = search.search(explained(1_000)).hits();
        List<SearchHit> turned = new ArrayList<>();
        List<String> cursors = new ArrayList<>();

        SearchResponse page = shallow(depth).search(explained(size).with(paged()));
        turned.addAll(page.hits());
        while (page.nextCursor() != null) {
            cursors.add(page.nextCursor());
            index.apply(List.of(random("new-" + cursors.size(), 1), delete("d" + cursors.size(), 3)));
            index.refresh();
            page = kept.page(page.nextCursor(), null, null).response();
            assertThat(page.hits()).isNotEmpty();
            turned.addAll(page.hits());
        }

        assertThat(turned).isEqualTo(all);
        assertThat(page.notices()).isNull();
        // those before are the same again, though the search has gone on
        for (int i = cursors.size() - 1; i >= 0; i -= 3) {
            int from = (i + 1) * Math.min(size, Math.max(size, depth));
            assertThat(kept.page(cursors.get(i), null, null).response().hits())
                    .isEqualTo(all.subList(from, Math.min(from + size, all.size())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void pagesInTheOrderOfAFieldGoOnToTheLastDocument(SearchMode mode) {
        for (SortOrder order : List.of(
                new SortOrder(DocumentField.metadata("year"), true),
                new SortOrder(DocumentField.metadata("topic"), false),
                new SortOrder(DocumentField.SOURCE, false),
                new SortOrder(DocumentField.SOURCE, true),
                new SortOrder(DocumentField.TIMESTAMP, true))) {
            SearchService shallow = mode == SearchMode.KEYWORD ? shallow(10) : search;
            List<String> all = ids(search.search(request(mode, 1_000)
                            .with(new HitOptions(null, order, List.of(), null, HitFields.ALL, false)))
                    .hits());
            SearchResponse page = shallow.search(
                    request(mode, 7).with(new HitOptions(null, order, List.of(), null, HitFields.ALL, true)));
            List<String> turned = new ArrayList<>(ids(page.hits()));
            while (page.nextCursor() != null) {
                page = kept.page(page.nextCursor(), null, null).response();
                turned.addAll(ids(page.hits()));
            }

            assertThat(turned).as("%s", order).isEqualTo(all);
        }
    }

    @Test
    void fusedPagesSayWhereTheyEnd() {
        SearchResponse page = shallow(20).search(request(SearchMode.HYBRID, 30).with(paged()));
        int reached = page.hits().size();
        while (page.nextCursor() != null) {
            page = kept.page(page.nextCursor(), null, null).response();
            reached += page.hits().size();
        }

        assertThat(page.notices()).containsExactly(Notice.pageDepth(reached));
        assertThat(page.total().value()).isGreaterThan(reached);
        assertThat(search.search(request(SearchMode.HYBRID, 30).with(paged())).notices())
                .isNull();
    }

    @ParameterizedTest
    @EnumSource
    void groupsAreOfAnyFieldThatDocumentsDivideBy(SearchMode mode) {
        List<SearchHit> all = everything(mode);
        Function<SearchHit, String> topic =
                hit -> String.valueOf(Objects.requireNonNull(hit.metadata()).get("topic"));
        Map<String, List<SearchHit>> byTopic = all.stream().collect(Collectors.groupingBy(topic));

        SearchResponse response = search.search(
                request(mode, 10).with(new HitOptions(null, null, List.of(), TOPIC, HitFields.ALL, false)));

        assertThat(response.groups()).isEqualTo(new Total(byTopic.size(), Relation.EQ));
        assertThat(response.hits()).hasSize(byTopic.size()).allSatisfy(hit -> {
            List<SearchHit> group = Objects.requireNonNull(byTopic.get(topic.apply(hit)));
            assertThat(hit.docId()).isEqualTo(group.getFirst().docId());
            assertThat(Objects.requireNonNull(hit.group()).size()).isEqualTo(group.size());
        });
    }

    @ParameterizedTest
    @EnumSource
    void anOffsetLeavesTheBestHitsOut(SearchMode mode) {
        List<SearchHit> all = everything(mode);
        for (SortOrder order : Arrays.asList(null, new SortOrder(DocumentField.TIMESTAMP, true))) {
            List<SearchHit> whole = order == null
                    ? all
                    : search.search(request(mode, 1_000).with(offset(order, 0))).hits();

            assertThat(search.search(request(mode, 7).with(offset(order, 10))).hits())
                    .extracting(SearchHit::docId)
                    .isEqualTo(ids(whole.subList(10, 17)));
            assertThat(search.search(request(mode, 7).with(offset(order, 999))).hits())
                    .isEmpty();
        }
    }

    private static HitOptions offset(@Nullable SortOrder order, int offset) {
        return new HitOptions(null, order, List.of(), null, HitFields.ALL, false, offset, null);
    }

    private SearchService shallow(int depth) {
        return new SearchService(
                index, _ -> new float[] {0, 1, 0, 0}, null, new SearchSettings(100, 0.75, 0.3, depth), kept);
    }

    private static SearchRequest explained(int size) {
        return new SearchRequest(TEXT, SearchMode.KEYWORD, size, DocumentFilter.NONE, Fusion.WEIGHTED, true);
    }

    @Test
    void aRetiredGenerationsCursorsAreOver() {
        String cursor = cursor();

        kept.release(GENERATION.id());

        assertExpired(cursor);
    }

    @ParameterizedTest
    @EnumSource
    void sortsEverythingFoundWithWhatLacksTheValueLast(SearchMode mode) {
        List<SearchHit> all = new ArrayList<>(everything(mode));
        Comparator<SearchHit> byYear = Comparator.comparing(
                hit -> (Long) Objects.requireNonNull(hit.metadata()).get("year"),
                Comparator.nullsLast(Comparator.<Long>reverseOrder()));
        all.sort(byYear.thenComparing(SearchHit::docId));

        SearchResponse sorted = search.search(request(mode, 20).with(sorted(DocumentField.metadata("year"), true)));

        assertThat(ids(sorted.hits())).isEqualTo(ids(all).subList(0, 20));
        Map<String, Double> scores = all.stream().collect(Collectors.toMap(SearchHit::docId, SearchHit::score));
        assertThat(sorted.hits())
                .allSatisfy(hit -> assertThat(hit.score())
                        .isCloseTo(Objects.requireNonNull(scores.get(hit.docId())), within(1e-6)));
    }

    @ParameterizedTest
    @EnumSource
    void aLeastScoreLeavesOutWhatIsBelowAndCountsTheRest(SearchMode mode) {
        List<SearchHit> all = everything(mode);
        double least = all.get(all.size() / 3).score();

        SearchResponse response = search.search(
                request(mode, 1_000).with(new HitOptions(least, null, List.of(), null, HitFields.ALL, false)));

        assertThat(ids(response.hits()))
                .isEqualTo(ids(all.stream().filter(hit -> hit.score() >= least).toList()));
        assertThat(response.total().value()).isEqualTo(response.hits().size());
    }

    @ParameterizedTest
    @EnumSource
    void ofEachSourceTheBestHitStandsForAllOfThem(SearchMode mode) {
        List<SearchHit> all = everything(mode);
        Map<String, List<SearchHit>> bySource =
                all.stream().collect(Collectors.groupingBy(hit -> String.valueOf(hit.source())));

        SearchResponse response = search.search(request(mode, 10)
                .with(new HitOptions(null, null, List.of(), DocumentField.SOURCE, HitFields.ALL, false)));

        assertThat(response.groups()).isEqualTo(new Total(bySource.size(), Relation.EQ));
        assertThat(response.hits()).hasSize(bySource.size()).allSatisfy(hit -> {
            List<SearchHit> group = Objects.requireNonNull(bySource.get(String.valueOf(hit.source())));
            assertThat(hit.docId()).isEqualTo(group.getFirst().docId());
            assertThat(hit.group()).isEqualTo(new HitGroup(hit.source(), group.size()));
        });
    }

    @ParameterizedTest
    @EnumSource
    void theExplanationsPartsAddUpToTheScore(SearchMode mode) {
        for (Fusion fusion : Fusion.values()) {
            SearchRequest plain = request(mode, 100);
            SearchRequest explained = new SearchRequest(TEXT, mode, 100, plain.filter(), fusion, true);

            assertThat(search.search(explained).hits())
                    .isNotEmpty()
                    .allSatisfy(hit -> assertThat(
                                    Objects.requireNonNull(hit.explanation()).score())
                            .isCloseTo(hit.score(), within(1e-9)));
        }
    }

    @Test
    void onlyTheFieldsAskedForAreShown() {
        HitFields fields = HitFields.of(List.of("title", "metadata.year", "content"));

        SearchHit hit = search.search(
                        request(SearchMode.HYBRID, 1).with(new HitOptions(null, null, List.of(), null, fields, false)))
                .hits()
                .getFirst();

        assertThat(hit.source()).isNull();
        assertThat(hit.timestamp()).isNull();
        assertThat(hit.passage()).isNull();
        assertThat(hit.content()).isNotBlank();
        assertThat(Objects.requireNonNull(hit.metadata()).keySet()).isSubsetOf("year");
    }

    @Test
    void whatWasSubmittedBeforeAsOfIsInTheViewThatSaysSo() {
        assertThat(search.search(request(SearchMode.KEYWORD, 1)).asOf()).isNull();

        index.completeUntil(NOON);

        assertThat(search.search(request(SearchMode.KEYWORD, 1)).asOf()).isEqualTo(NOON);
    }

    private List<SearchHit> everything(SearchMode mode) {
        return search.search(request(mode, 1_000)).hits();
    }

    private String cursor() {
        return Objects.requireNonNull(
                search.search(request(SearchMode.HYBRID, 10).with(paged())).nextCursor());
    }

    private void assertExpired(String cursor) {
        assertThatExceptionOfType(CursorExpiredException.class).isThrownBy(() -> kept.page(cursor, null, null));
    }

    private static SearchRequest request(SearchMode mode, int size) {
        return SearchRequest.of(TEXT, mode, size);
    }

    private static FacetRequest facet(DocumentField field, int size) {
        return new FacetRequest(field, size);
    }

    private static HitOptions facets(FacetRequest... facets) {
        return new HitOptions(null, null, List.of(facets), null, HitFields.ALL, false);
    }

    private static HitOptions paged() {
        return new HitOptions(null, null, List.of(), null, HitFields.ALL, true);
    }

    private static HitOptions sorted(DocumentField field, boolean descending) {
        return new HitOptions(null, new SortOrder(field, descending), List.of(), null, HitFields.ALL, false);
    }

    private static List<String> ids(List<SearchHit> hits) {
        return hits.stream().map(SearchHit::docId).toList();
    }

    private static FacetCounts sources(List<SearchHit> hits, Relation relation) {
        long missing = hits.stream().filter(hit -> hit.source() == null).count();
        return new FacetCounts(largest(counts(hits, SearchHit::source), 10), 0, missing, relation);
    }

    private static Map<String, Long> counts(List<SearchHit> hits, Function<SearchHit, @Nullable String> value) {
        Map<String, Long> counts = new HashMap<>();
        for (SearchHit hit : hits) {
            String each = value.apply(hit);
            if (each != null) {
                counts.merge(each, 1L, Long::sum);
            }
        }
        return counts;
    }

    private static List<Count> largest(Map<String, Long> counts, int most) {
        return counts.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::value))
                .limit(most)
                .toList();
    }

    private static String flipped(String cursor) {
        int middle = cursor.length() / 2;
        char other = cursor.charAt(middle) == 'A' ? 'B' : 'A';
        return cursor.substring(0, middle) + other + cursor.substring(middle + 1);
    }

    private IndexableDocument random(String docId, long version) {
        String body = word() + " " + word() + " " + word();
        int source = random.nextInt(6);
        Map<String, Object> metadata = new HashMap<>();
        if (random.nextInt(5) > 0) {
            metadata.put("year", 2000L + random.nextInt(20));
        }
        if (random.nextInt(5) > 0) {
            metadata.put("topic", "t" + random.nextInt(4));
        }
        return document(docId, body, direction(random, 4))
                .version(version)
                .source(source == 0 ? null : "s" + source)
                .metadata(metadata)
                .embedded();
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    /** Stands still until a test moves it. */
    private final class Hands extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
