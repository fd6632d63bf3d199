package io.trovex.index.lucene;

import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.Generation;
import io.trovex.contracts.Passage;
import io.trovex.contracts.Vector;
import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.Match;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.VectorUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearestClustersTests {
    private static final Generation WIDE = new Generation("g1-wide", "test-model", 48);
    private static final String BODY = "First sentence. Second sentence.";

    @TempDir
    Path directory;

    @Test
    void theNearestOfAllAreFoundInTheNearestClusters() throws IOException {
        Random random = new Random(17);
        List<float[]> topics = Stream.generate(() -> Documents.direction(random, WIDE.dimension()))
                .limit(40)
                .toList();
        List<IndexableDocument> documents = new ArrayList<>();
        for (int i = 0; i < 21_000; i++) {
            Documents about = document("d" + i, BODY, near(topics.get(i % 40), random))
                    .source("source-" + i % 3)
                    .language(i % 40 == 0 ? "de" : "en");
            documents.add(new IndexableDocument(about.event(WIDE), BODY));
        }
        try (LuceneIndex exact = LuceneIndex.open(directory.resolve("exact"), WIDE, new IndexSettings(21_000, 64));
                LuceneIndex clusters =
                        LuceneIndex.open(directory.resolve("clusters"), WIDE, new IndexSettings(0, 64))) {
            List.of(exact, clusters).forEach(index -> {
                index.apply(documents.subList(0, 20_000));
                index.refresh();
                index.apply(documents.subList(20_000, 21_000));
                index.commit();
            });
            assertThat(clustersOfSegments(directory.resolve("clusters"))).containsExactly(141, 1);
            List<float[]> questions =
                    topics.stream().map(topic -> near(topic, random)).toList();
            assertThat(recall(exact, clusters, DocumentFilter.NONE, questions)).isGreaterThan(0.95);
            DocumentFilter oneSource = new DocumentFilter.Term(DocumentField.SOURCE, List.of("source-1"));
            assertThat(recall(exact, clusters, oneSource, questions)).isGreaterThan(0.95);
            // what passes is all of one topic, far from most questions
            DocumentFilter german = new DocumentFilter.Term(DocumentField.LANGUAGE, List.of("de"));
            assertThat(recall(exact, clusters, german, questions)).isGreaterThan(0.95);
        }
    }

    @Test
    void whatLiesBehindABookOnTheSameIsFoundAndBehindWhatWasDeleted() {
        Random random = new Random(23);
        float[] topic = Documents.direction(random, WIDE.dimension());
        Passage[] pages = Stream.generate(() -> new Passage(0, BODY.length(), Vector.of(near(topic, random))))
                .limit(21_000)
                .toArray(Passage[]::new);
        List<IndexableDocument> documents = new ArrayList<>();
        documents.add(
                new IndexableDocument(document("book", BODY).passages(pages).event(WIDE), BODY));
        for (int i = 0; i < 20_000; i++) {
            float[] elsewhere = Documents.direction(random, WIDE.dimension());
            documents.add(
                    new IndexableDocument(document("d" + i, BODY, elsewhere).event(WIDE), BODY));
        }
        try (LuceneIndex index = LuceneIndex.open(directory, WIDE, new IndexSettings(0, 64))) {
            index.apply(documents);
            index.refresh();
            assertThat(found(index, topic)).hasSize(100).contains("book");

            index.apply(List.of(Documents.delete("book", 2, WIDE)));
            index.refresh();
            assertThat(found(index, topic)).hasSize(100).doesNotContain("book");
        }
    }

    private static List<String> found(LuceneIndex index, float[] vector) {
        try (IndexView view = index.view()) {
            return view.semantic(vector).rank(DocumentFilter.NONE, 100).matches().stream()
                    .map(Match::docId)
                    .toList();
        }
    }

    private static List<Integer> clustersOfSegments(Path path) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(path))) {
            return new SegmentedSearcher(reader)
                    .segments().stream()
                            .map(segment ->
                                    Objects.requireNonNull(segment.clusters()).count())
                            .toList();
        }
    }

    private static float[] near(float[] topic, Random random) {
        float[] vector = Documents.direction(random, topic.length);
        for (int i = 0; i < vector.length; i++) {
            vector[i] += 1.5f * topic[i];
        }
        return VectorUtil.l2normalize(vector);
    }

    private static double recall(
            LuceneIndex exact, LuceneIndex clusters, DocumentFilter filter, List<float[]> questions) {
        int agreed = 0;
        for (float[] question : questions) {
            Set<String> truth = top(exact, question, filter);
            truth.retainAll(top(clusters, question, filter));
            agreed += truth.size();
        }
        return agreed / (10.0 * questions.size());
    }

    /** Ten of a hundred candidates, as a search asks for them. */
    private static Set<String> top(LuceneIndex index, float[] vector, DocumentFilter filter) {
        Set<String> docIds = new HashSet<>();
        try (IndexView view = index.view()) {
            view.semantic(vector).rank(filter, 100).matches().stream()
                    .limit(10)
                    .forEach(match -> docIds.add(match.docId()));
        }
        return docIds;
    }
}
