package io.trovex.index.search;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.SynonymRule;
import io.trovex.index.lucene.Documents;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.query.Notice;
import io.trovex.index.synonym.Synonyms;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the syntax of queries does to the hits, alike in every mode. */
class QueryLanguageTests {
    @TempDir
    Path directory;

    private LuceneIndex index;
    private SearchService search;
    private final List<String> embedded = new ArrayList<>();

    @BeforeEach
    void fill() {
        index = LuceneIndex.open(directory.resolve("index"), GENERATION, IndexSettings.DEFAULTS);
        index.apply(List.of(
                document("fox", "A quick red fox runs home.", 1, 0, 0, 0)
                        .title("Foxes at home")
                        .source("wiki")
                        .metadata(Map.of("year", 2025))
                        .embedded(),
                document("dog", "A red dog met the quick fox.", 0.8f, 0.6f, 0, 0)
                        .title("Dogs")
                        .source("blog")
                        .metadata(Map.of("year", 2024))
                        .embedded(),
                document("cat", "Vaccination of cats.", 0, 0.2f, 0.9f, 0)
                        .source("wiki")
                        .language("nl")
                        .embedded()));
        index.refresh();
        search = new SearchService(index, this::embed, SearchSettings.DEFAULTS);
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void wordsFindTheirSynonymsAndTheAnswerSaysSo() {
        AtomicReference<Synonyms> synonyms = new AtomicReference<>(Synonyms.NONE);
        KeptSearches kept = new KeptSearches(CursorSettings.DEFAULTS, Clock.systemUTC());
        search = new SearchService(index, this::embed, null, synonyms::get, SearchSettings.DEFAULTS, kept);
        assertThat(found("hound", SearchMode.KEYWORD)).isEmpty();

        synonyms.set(new Synonyms(List.of(
                new SynonymRule(List.of("hound", "dog"), null),
                new SynonymRule(List.of("jab"), List.of("vaccination")))));

        assertThat(found("hound", SearchMode.KEYWORD)).containsExactly("dog");
        assertThat(found("hound -source:blog", SearchMode.KEYWORD)).isEmpty();
        SearchResponse phrase = search.search(SearchRequest.of("\"hound\"", SearchMode.KEYWORD, 10));
        assertThat(phrase.hits()).isEmpty();
        assertThat(phrase.notices()).isNull();
        assertThat(found("vaccination", SearchMode.KEYWORD)).containsExactly("cat");
        SearchResponse response = search.search(SearchRequest.of("hounds jab", SearchMode.HYBRID, 10));
        assertThat(response.notices())
                .containsExactly(
                        new Notice(Notice.SYNONYM, "'dog' counts for 'hounds' too"),
                        new Notice(Notice.SYNONYM, "'vaccination' counts for 'jab' too"));
        assertThat(response.total().value()).isEqualTo(3);
        assertThat(embedded.getLast()).isEqualTo("hounds jab");
        assertThat(search.search(SearchRequest.of("hounds jab", SearchMode.SEMANTIC, 10))
                        .notices())
                .isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aPhraseIsInEveryHit(SearchMode mode) {
        assertThat(found("\"red foxes\"", mode)).containsExactly("fox");
        assertThat(found("\"quick fox\"", mode)).containsExactly("dog");
        assertThat(found("\"fox quick\"", mode)).isEmpty();
        // neither from one title to the next nor from the title into the body
        assertThat(found("\"home foxes\"", mode)).isEmpty();
        assertThat(found("\"dogs red\"", mode)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsExcludedIsInNoHit(SearchMode mode) {
        assertThat(found("fox -dogs", mode)).contains("fox").doesNotContain("dog");
        assertThat(found("fox -\"red fox\"", mode)).contains("dog").doesNotContain("fox");
        assertThat(found("fox -source:wiki", mode)).containsExactly("dog");
        assertThat(found("fox -qui*", mode)).doesNotContain("fox", "dog");
    }

    @ParameterizedTest
    @EnumSource
    void aFieldHasTheValueInEveryHit(SearchMode mode) {
        assertThat(found("red source:blog", mode)).containsExactly("dog");
        assertThat(found("red year:2025", mode)).containsExactly("fox");
        assertThat(found("red title:home", mode)).containsExactly("fox");
        assertThat(found("red title:\"foxes at home\"", mode)).containsExactly("fox");
        assertThat(found("red title:quick", mode)).isEmpty();
        assertThat(found("red language:nl", mode)).isSubsetOf("cat");
    }

    @ParameterizedTest
    @EnumSource
    void aWordBeginsSoInEveryHit(SearchMode mode) {
        assertThat(found("vaccinat*", mode)).containsExactly("cat");
        assertThat(found("ru* red", mode)).containsExactly("fox");
        assertThat(found("title:do* red", mode)).containsExactly("dog");
    }

    @ParameterizedTest
    @EnumSource
    void conditionsAloneListWhatMeetsThem(SearchMode mode) {
        SearchResponse response = answer("source:wiki", mode);

        assertThat(ids(response)).containsExactly("cat", "fox");
        assertThat(response.degraded()).isFalse();
        assertThat(codes(response)).isEqualTo(mode == SearchMode.KEYWORD ? List.of() : List.of(Notice.NO_WORDS));
        assertThat(ids(answer("-fox", mode))).containsExactly("cat");
        assertThat(embedded).isEmpty();
    }

    @Test
    void onlyPlainWordsAndThoseOfPhrasesAreEmbedded() {
        found("red \"quick fox\" -dog source:wiki run*", SearchMode.HYBRID);
        found("red \"quick fox", SearchMode.SEMANTIC);
        found("  just   words ", SearchMode.SEMANTIC);

        assertThat(embedded).containsExactly("red quick fox", "red quick fox", "  just   words ");
    }

    @Test
    void wordsBegunAreHighlighted() {
        PassageView passage =
                answer("vacc*", SearchMode.KEYWORD).hits().getFirst().passage();

        assertThat(passage).isNotNull();
        assertThat(passage.highlights()).containsExactly(new PassageView.Highlight(0, 11));
    }

    @Test
    void wordsOfAPhraseAreHighlightedOnce() {
        PassageView passage =
                answer("\"red fox\" quick", SearchMode.HYBRID).hits().getFirst().passage();

        assertThat(passage).isNotNull();
        assertThat(passage.highlights())
                .containsExactly(
                        new PassageView.Highlight(2, 7),
                        new PassageView.Highlight(8, 11),
                        new PassageView.Highlight(12, 15));
    }

    @Test
    void aPhraseRanksAboveItsWordsApart() {
        index.apply(List.of(
                document("apart", "Herd animals have immunity.").embedded(),
                document("together", "Herd immunity of a very large population of cattle and of other animals.")
                        .embedded()));
        index.refresh();

        assertThat(found("herd immunity", SearchMode.KEYWORD)).containsExactly("apart", "together");
        assertThat(found("\"herd immunity\"", SearchMode.KEYWORD)).containsExactly("together");
    }

    @Test
    void theAnswerSaysWhatWasNotUnderstood() {
        assertThat(codes(answer("red \"fox", SearchMode.HYBRID))).containsExactly(Notice.QUERY_SYNTAX);
        assertThat(answer("red fox", SearchMode.HYBRID).notices()).isNull();
    }

    @Test
    void nextPagesMeetTheConditionsToo() {
        index.apply(Documents.random(new java.util.Random(7), 30, GENERATION).stream()
                .toList());
        index.refresh();
        KeptSearches kept = new KeptSearches(CursorSettings.DEFAULTS, java.time.Clock.systemUTC());
        SearchService paging = new SearchService(index, this::embed, null, SearchSettings.DEFAULTS, kept);
        SearchRequest request = SearchRequest.of("end -source:source-1", SearchMode.HYBRID, 10)
                .with(new HitOptions(null, null, List.of(), null, HitFields.ALL, true));
        SearchResponse page = paging.search(request);
        List<String> sources = new ArrayList<>();
        while (page.nextCursor() != null) {
            page.hits().forEach(hit -> sources.add(String.valueOf(hit.source())));
            page = kept.page(page.nextCursor(), null, null).response();
        }
        page.hits().forEach(hit -> sources.add(String.valueOf(hit.source())));
        kept.close();

        assertThat(sources).hasSizeGreaterThan(20).doesNotContain("source-1");
    }

    private float[] embed(String text) {
        embedded.add(text);
        return new float[] {1, 0, 0, 0};
    }

    private List<String> found(String text, SearchMode mode) {
        return ids(answer(text, mode));
    }

    private SearchResponse answer(String text, SearchMode mode) {
        return search.search(SearchRequest.of(text, mode, 10));
    }

    private static List<String> ids(SearchResponse response) {
        return response.hits().stream().map(SearchHit::docId).toList();
    }

    private static List<String> codes(SearchResponse response) {
        @Nullable List<Notice> notices = response.notices();
        return notices == null ? List.of() : notices.stream().map(Notice::code).toList();
    }
}
