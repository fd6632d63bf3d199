package io.trovex.index.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.GenerationDirectories;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.lucene.Documents;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.search.Fusion;
import io.trovex.index.search.SearchHit;
import io.trovex.index.search.SearchMode;
import io.trovex.index.search.SearchRequest;
import io.trovex.index.search.SearchResponse;
import io.trovex.index.search.SearchService;
import io.trovex.index.search.SearchSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
        List<IndexableDocument> documents = new ArrayList<>(Documents.random(random, DOCUMENTS, GENERATION));
        String body = "The dog's word3 follows the number three";
        documents.add(new IndexableDocument(
                Documents.document("titled", body, Documents.direction(random, 16))
                        .title("Number three of the dogs")
                        .event(GENERATION),
                body));
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
