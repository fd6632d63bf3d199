package io.trovex.index.search;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.SynonymRule;
import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.lucene.Documents;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.search.HitOptions.FacetRequest;
import io.trovex.index.synonym.Synonyms;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedAnswersTests {
    private static final List<String> WORDS = List.of("river", "boat", "measles", "vaccine", "harbour");

    @TempDir
    Path directory;

    private final RememberedAnswers answers = new RememberedAnswers(1);
    private float[] vector = {0, 1, 0, 0};
    private LuceneIndex index;
    private SearchService plain;
    private SearchService remembering;

    @BeforeEach
    void open() {
        index = LuceneIndex.open(directory, GENERATION, IndexSettings.DEFAULTS);
        plain = new SearchService(index, _ -> vector, SearchSettings.DEFAULTS);
        remembering = plain.remembering(answers);
        put("a", 1, "A boat on the river");
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void theSameSearchIsAnsweredFromMemory() {
        SearchResponse first = remembering.search(search("boat"));
        SearchResponse again = remembering.search(search("boat"));

        assertThat(answers.statistics().hitCount()).isEqualTo(1);
        assertThat(again.hits()).isEqualTo(first.hits()).hasSize(1);
        assertThat(again.queryId()).isNotEqualTo(first.queryId());
    }

    @Test
    void aDocumentThatBecomesVisibleShowsAtOnce() {
        remembering.search(search("boat"));
        put("b", 1, "Another boat");
        assertThat(ids(remembering.search(search("boat")))).containsExactlyInAnyOrder("a", "b");

        index.apply(List.of(Documents.delete("a", 2)));
        index.refresh();
        assertThat(ids(remembering.search(search("boat")))).containsExactly("b");
        assertThat(answers.statistics().hitCount()).isZero();
    }

    @Test
    void anotherVectorFilterSizeOrOptionIsAnotherSearch() {
        put("b", 1, "Another boat");
        remembering.search(search("boat"));

        vector = new float[] {1, 0, 0, 0};
        remembering.search(search("boat"));
        remembering.search(SearchRequest.of("boat", SearchMode.HYBRID, 1));
        remembering.search(SearchRequest.of("boat", SearchMode.KEYWORD, 10));
        remembering.search(search("boat").with(new DocumentFilter.Term(DocumentField.SOURCE, List.of("elsewhere"))));
        remembering.search(search("boat")
                .with(new HitOptions(null, null, List.of(), null, HitFields.of(List.of("title")), false)));
        remembering.search(search("-boat"));

        assertThat(answers.statistics().hitCount()).isZero();
    }

    @Test
    void otherSynonymsMakeAnotherAnswer() {
        AtomicReference<Synonyms> synonyms = new AtomicReference<>(Synonyms.NONE);
        SearchService told = new SearchService(
                        index,
                        _ -> vector,
                        null,
                        synonyms::get,
                        SearchSettings.DEFAULTS,
                        new KeptSearches(CursorSettings.DEFAULTS, Clock.systemUTC()))
                .remembering(answers);
        SearchRequest ship = SearchRequest.of("ship", SearchMode.KEYWORD, 10);
        assertThat(ids(told.search(ship))).isEmpty();

        synonyms.set(new Synonyms(List.of(new SynonymRule(List.of("ship", "boat"), null))));
        assertThat(ids(told.search(ship))).containsExactly("a");
    }

    /** However many there are, and whatever their hits or facets hold. */
    @Test
    void allTogetherTakeNoMoreThanTheirRoom() {
        put("long", 1, "A boat " + "goes on ".repeat(2_000));
        HitOptions whole = new HitOptions(null, null, List.of(), null, HitFields.of(List.of("content")), false);
        for (int i = 0; i < 200; i++) {
            remembering.search(search("boat " + i).with(whole));
        }

        assertThat(answers.statistics().evictionCount()).isBetween(100L, 199L);
    }

    @Test
    void pagesThatAreTurnedAreNotRemembered() {
        HitOptions paged = new HitOptions(null, null, List.of(), null, HitFields.ALL, true);

        remembering.search(search("boat").with(paged));
        remembering.search(search("boat").with(paged));

        assertThat(answers.statistics().requestCount()).isZero();
    }

    @Test
    void withoutMemoryEachSearchIsMade() {
        RememberedAnswers none = new RememberedAnswers(0);
        SearchService withoutRoom = plain.remembering(none);

        withoutRoom.search(search("boat"));
        withoutRoom.search(search("boat"));
        remembering.forgetful().search(search("boat"));

        assertThat(none.statistics().hitCount()).isZero();
        assertThat(answers.statistics().requestCount()).isZero();
    }

    @Test
    void whateverIsWrittenMeanwhileAnswersAreThoseOfASearch() {
        Random random = new Random(11);
        for (int step = 0; step < 2_000; step++) {
            String word = WORDS.get(random.nextInt(WORDS.size()));
            switch (random.nextInt(8)) {
                case 0 -> put("d" + random.nextInt(20), step, word + " and " + WORDS.get(random.nextInt(5)));
                case 1 -> {
                    index.apply(List.of(Documents.delete("d" + random.nextInt(20), step)));
                    index.refresh();
                }
                default -> {
                    SearchRequest request = varied(word, random);
                    assertThat(remembering.search(request))
                            .usingRecursiveComparison()
                            .ignoringFields("queryId", "tookMs")
                            .isEqualTo(plain.search(request));
                }
            }
        }
        assertThat(answers.statistics().hitCount()).isPositive();
    }

    private static SearchRequest varied(String word, Random random) {
        boolean further = random.nextBoolean();
        HitOptions options = new HitOptions(
                random.nextBoolean() ? 0.3 : null,
                null,
                further ? List.of(new FacetRequest(DocumentField.SOURCE, 5)) : List.of(),
                further && random.nextBoolean() ? DocumentField.SOURCE : null,
                HitFields.ALL,
                false,
                random.nextInt(2),
                random.nextBoolean() ? 100 : null);
        SearchRequest request = new SearchRequest(
                word, SearchMode.HYBRID, 10, DocumentFilter.NONE, Fusion.WEIGHTED, random.nextBoolean());
        return request.with(options);
    }

    private static SearchRequest search(String text) {
        return SearchRequest.of(text, SearchMode.HYBRID, 10);
    }

    private void put(String docId, long version, String body) {
        index.apply(List.of(document(docId, body, 0, 1, 0, 0).version(version).embedded()));
        index.refresh();
    }

    private static List<String> ids(SearchResponse response) {
        return response.hits().stream().map(SearchHit::docId).toList();
    }
}
