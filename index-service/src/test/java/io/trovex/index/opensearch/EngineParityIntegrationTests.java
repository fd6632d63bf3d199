package io.trovex.index.opensearch;

import static io.trovex.index.lucene.Documents.document;
import static io.trovex.index.lucene.Documents.passage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.GenerationDirectories;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.engine.SortOrder;
import io.trovex.index.lucene.Documents;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.search.CursorSettings;
import io.trovex.index.search.Fusion;
import io.trovex.index.search.HitFields;
import io.trovex.index.search.HitOptions;
import io.trovex.index.search.HitOptions.FacetRequest;
import io.trovex.index.search.KeptSearches;
import io.trovex.index.search.SearchHit;
import io.trovex.index.search.SearchMode;
import io.trovex.index.search.SearchRequest;
import io.trovex.index.search.SearchResponse;
import io.trovex.index.search.SearchService;
import io.trovex.index.search.SearchSettings;
import io.trovex.index.search.UnknownDocumentException;
import io.trovex.index.suggest.Suggester;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same documents in both engines, searched by the same questions. */
class EngineParityIntegrationTests {
    private static final int DOCUMENTS = 300;
    private static final long SEED = 20_261_123;
    private static final Generation GENERATION = new Generation("g1-parity", "test-model", 16);
    private static final List<DocumentFilter> FILTERS = List.of(
            DocumentFilter.NONE,
            new DocumentFilter.Term(DocumentField.SOURCE, List.of("source-1", "source-4")),
            new DocumentFilter.Not(new DocumentFilter.Term(DocumentField.SOURCE, List.of("source-2"))));

    private static final DocumentField YEAR = DocumentField.metadata("year");
    private static final float[] VECTOR = Documents.direction(new Random(5), GENERATION.dimension());
    private static final List<String> SUBJECTS = List.of(
            "measles and their fever",
            "the fever of measles",
            "weasels of the wood",
            "a weasel with measles",
            "measuring the fever",
            "vaccines against measles",
            "measurements of wood",
            "fevers of the weasels",
            "wood and water",
            "measles measles measles");

    private final Random random = new Random(SEED);
    private OpenSearchEngine engine;
    private SearchIndex opensearch;
    private SearchIndex lucene;

    @BeforeEach
    void fill(@TempDir Path directory) {
        engine = new OpenSearchEngine(
                SharedNode.settings(10_000), new GenerationDirectories(directory), Clock.systemUTC());
        opensearch = engine.open(GENERATION);
        lucene = LuceneIndex.open(directory.resolve("lucene"), GENERATION, IndexSettings.DEFAULTS);
        List<IndexableDocument> documents = documents();
        documents.addAll(multilingual());
        for (SearchIndex index : List.of(opensearch, lucene)) {
            index.apply(documents);
            index.refresh();
        }
    }

    @AfterEach
    void delete() {
        engine.delete(GENERATION);
        engine.close();
        lucene.close();
    }

    @Test
    void bothFindTheSameTenInTheSameOrder() {
        int compared = 0;
        for (SearchMode mode : SearchMode.values()) {
            for (Fusion fusion : mode == SearchMode.HYBRID ? Fusion.values() : new Fusion[] {Fusion.WEIGHTED}) {
                for (DocumentFilter filter : FILTERS) {
                    for (String text : questions()) {
                        compare(new SearchRequest(text, mode, 10, filter, fusion, false));
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isEqualTo(180);
    }

    private List<IndexableDocument> documents() {
        List<IndexableDocument> documents = new ArrayList<>(Documents.random(random, DOCUMENTS, GENERATION));
        add(
                documents,
                document("titled", "The dog's word3 follows the number three").title("Number three of the dogs"));
        for (int i = 0; i < SUBJECTS.size(); i++) {
            Map<String, Object> metadata = i % 4 == 0
                    ? Map.of("topic", "t" + i % 3)
                    : Map.of("year", 1990 + 7 * i % 10, "topic", List.of("t" + i % 3, "t" + i % 2));
            add(
                    documents,
                    document("s" + i, SUBJECTS.get(i) + " word" + i % 5)
                            .source("source-" + i % 3)
                            .timestamp(Documents.NOON.plusSeconds(7 * i % 10))
                            .metadata(metadata));
        }
        return documents;
    }

    private void add(List<IndexableDocument> documents, Documents one) {
        String body = Objects.requireNonNull(one.embedded().body());
        int half = body.indexOf(' ');
        documents.add(new IndexableDocument(
                one.passages(
                                passage(body, body.substring(0, half), Documents.direction(random, 16)),
                                passage(body, body.substring(half + 1), Documents.direction(random, 16)))
                        .event(GENERATION),
                body));
    }

    @Test
    void bothCountSortGroupAndListAlike() {
        List<FacetRequest> facets = List.of(
                new FacetRequest(YEAR, 3),
                new FacetRequest(DocumentField.metadata("topic"), 9),
                new FacetRequest(DocumentField.SOURCE, 4),
                new FacetRequest(DocumentField.metadata("none"), 2));
        List<HitOptions> options = List.of(
                new HitOptions(null, null, facets, null, HitFields.ALL, false),
                new HitOptions(null, new SortOrder(YEAR, false), facets, null, HitFields.ALL, false),
                new HitOptions(null, new SortOrder(YEAR, true), List.of(), null, HitFields.ALL, false),
                new HitOptions(
                        null,
                        new SortOrder(DocumentField.TIMESTAMP, true),
                        List.of(),
                        DocumentField.SOURCE,
                        HitFields.ALL,
                        false),
                new HitOptions(0.3, null, facets, DocumentField.metadata("topic"), HitFields.ALL, false),
                new HitOptions(null, null, List.of(), null, HitFields.ALL, false, 0, 40));
        for (SearchMode mode : SearchMode.values()) {
            for (HitOptions each : options) {
                for (String text : List.of("measles fever word3", "meosles wood", "wea* \"of the\"")) {
                    compareWhole(
                            new SearchRequest(text, mode, 10, DocumentFilter.NONE, Fusion.WEIGHTED, true).with(each));
                }
            }
            compareWhole(new SearchRequest("", mode, 10, DocumentFilter.NONE, Fusion.WEIGHTED, true).like("s3"));
        }
    }

    @Test
    void bothTurnPagesAlike() {
        HitOptions paged = new HitOptions(null, null, List.of(), null, HitFields.ALL, true);
        for (SearchMode mode : SearchMode.values()) {
            SearchRequest request =
                    SearchRequest.of("word3 word7 measles", mode, 17).with(paged);
            List<List<String>> pages = new ArrayList<>();
            for (SearchIndex index : List.of(opensearch, lucene)) {
                try (KeptSearches kept = new KeptSearches(CursorSettings.DEFAULTS, Clock.systemUTC())) {
                    pages.add(pages(index, kept, request));
                }
            }
            assertThat(pages.getFirst()).as("%s", mode).hasSizeGreaterThan(17).isEqualTo(pages.getLast());
        }
    }

    @Test
    void bothSuggestAlike() {
        for (String typed : List.of(
                "me", "the meas", "number thr", "measels fev", "weasle of", "wood fe", "12", "w", "no such word")) {
            assertThat(new Suggester(() -> opensearch).suggest(typed, 6))
                    .as(typed)
                    .isEqualTo(new Suggester(() -> lucene).suggest(typed, 6));
        }
    }

    @Test
    void bothRefuseAlike() {
        for (SearchIndex index : List.of(opensearch, lucene)) {
            SearchRequest unknown = SearchRequest.of("", SearchMode.HYBRID, 5).like("nobody");
            assertThatThrownBy(() -> search(index, new float[16], unknown))
                    .isInstanceOf(UnknownDocumentException.class);
            SearchResponse nothing = search(index, VECTOR, SearchRequest.of("nosuchword", SearchMode.KEYWORD, 5));
            assertThat(nothing.hits()).isEmpty();
            assertThat(nothing.total().value()).isZero();
        }
    }

    private static List<String> pages(SearchIndex index, KeptSearches kept, SearchRequest request) {
        SearchResponse page =
                new SearchService(index, _ -> VECTOR, null, SearchSettings.DEFAULTS, kept).search(request);
        List<String> docIds = new ArrayList<>();
        page.hits().forEach(hit -> docIds.add(hit.docId()));
        while (page.nextCursor() != null) {
            page = kept.page(page.nextCursor(), null, null).response();
            page.hits().forEach(hit -> docIds.add(hit.docId()));
        }
        return docIds;
    }

    private void compareWhole(SearchRequest request) {
        assertThat(search(opensearch, VECTOR, request))
                .as("%s", request)
                .usingRecursiveComparison()
                .ignoringFields("queryId", "tookMs")
                .withComparatorForType(
                        (one, other) -> Math.abs(one - other) < 1e-5 ? 0 : Double.compare(one, other), Double.class)
                .isEqualTo(search(lucene, VECTOR, request));
    }

    @Test
    void bothHoldTheSame() {
        try (IndexView one = opensearch.view();
                IndexView other = lucene.view()) {
            assertThat(one.digest()).hasToString(other.digest().toString());
            assertThat(one.digest().differences(other.digest()).isEmpty()).isTrue();
            assertThat(one.passages()).isEqualTo(other.passages());
        }
    }

    private List<IndexableDocument> multilingual() {
        List<String> words = List.of("Häuser", "alten", "canciones", "книгами", "école", "die", "the", "北京大学", "كتب");
        List<String> languages = List.of("de", "es", "ru", "fr", "en", "zh", "ar", "und");
        List<IndexableDocument> documents = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String body = words.get(random.nextInt(words.size())) + " " + words.get(random.nextInt(words.size()))
                    + " word" + random.nextInt(50);
            documents.add(new IndexableDocument(
                    Documents.document("spoken-" + i, body, Documents.direction(random, 16))
                            .title(words.get(random.nextInt(words.size())))
                            .language(languages.get(i % languages.size()))
                            .event(GENERATION),
                    body));
        }
        return documents;
    }

    private List<String> questions() {
        List<String> questions = new ArrayList<>();
        IntStream.range(0, 5).forEach(_ -> questions.add("word" + random.nextInt(50) + " word" + random.nextInt(50)));
        questions.add("word1 word1 nowhere");
        questions.add("\"word" + random.nextInt(50) + " word" + random.nextInt(50) + "\" word4");
        questions.add("word1* -word12 -end1*");
        questions.add("title:three word3*");
        questions.add("\"number three\"");
        questions.add("source:source-3 -word4");
        questions.add("haus die ecole word3");
        questions.add("книга canción 北京");
        questions.add("\"alten häuser\" the 大学");
        questions.add("language:de haus");
        return questions;
    }

    private void compare(SearchRequest request) {
        float[] vector = Documents.direction(new Random(request.text().hashCode()), GENERATION.dimension());
        SearchResponse one = search(opensearch, vector, request);
        SearchResponse other = search(lucene, vector, request);
        assertThat(one.hits())
                .as("%s", request)
                .extracting(SearchHit::docId)
                .containsExactlyElementsOf(
                        other.hits().stream().map(SearchHit::docId).toList());
        for (int i = 0; i < one.hits().size(); i++) {
            assertThat(one.hits().get(i).score()).isCloseTo(other.hits().get(i).score(), within(1e-5));
            assertThat(Objects.requireNonNull(one.hits().get(i).passage()))
                    .isEqualTo(other.hits().get(i).passage());
        }
        assertThat(one.total()).isEqualTo(other.total());
    }

    private static SearchResponse search(SearchIndex index, float[] vector, SearchRequest request) {
        return new SearchService(index, _ -> vector, SearchSettings.DEFAULTS).search(request);
    }
}
