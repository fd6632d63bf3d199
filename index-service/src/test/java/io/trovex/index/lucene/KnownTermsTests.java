package io.trovex.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KnownTermsTests {
    private static final List<String> TEXTS = List.of(
            "run run walk",
            "run far away and further still",
            "run",
            "de|running de|haus",
            "de|running de|running fr|run",
            "jump de|jump");

    private final Directory directory = new ByteBuffersDirectory();
    private DirectoryReader reader;
    private IndexSearcher searcher;

    @BeforeEach
    void writeEachDocumentToASegment() throws IOException {
        IndexWriterConfig settings =
                new IndexWriterConfig(new WhitespaceAnalyzer()).setMergePolicy(NoMergePolicy.INSTANCE);
        try (IndexWriter writer = new IndexWriter(directory, settings)) {
            for (String text : TEXTS) {
                Document document = new Document();
                document.add(new TextField(Fields.TEXT, text, Field.Store.NO));
                writer.addDocument(document);
                writer.flush();
            }
        }
        reader = DirectoryReader.open(directory);
        searcher = new IndexSearcher(reader);
    }

    @AfterEach
    void close() throws IOException {
        reader.close();
        directory.close();
    }

    @Test
    void formsScoreAsTheSynonymsThatTheyAre() throws IOException {
        SynonymQuery.Builder synonyms = new SynonymQuery.Builder(Fields.TEXT);
        List.of("run", "de|running").forEach(form -> synonyms.addTerm(new Term(Fields.TEXT, form)));

        assertThat(scores(any(List.of(Set.of("run", "de|running"))))).hasSize(5).isEqualTo(scores(synonyms.build()));
        assertThat(known(List.of(Set.of("run", "de|running"))).clauses(Set.of("run", "de|running")))
                .hasSize(2)
                .allMatch(TermQuery.class::isInstance);
    }

    @Test
    void wordsThatShareAFormEachCountAsTheyWouldAlone() throws IOException {
        Set<String> often = Set.of("jump", "run");
        Set<String> seldom = Set.of("jump", "fr|run");
        Map<Integer, Float> expected = new HashMap<>(scores(any(List.of(often))));
        scores(any(List.of(seldom))).forEach((document, score) -> expected.merge(document, score, Float::sum));

        assertSums(expected, scores(any(List.of(often, seldom))));
        assertSums(expected, scores(any(List.of(seldom, often))));
    }

    @Test
    void soManyThatAQueryCannotHaveThemStayTogether() throws IOException {
        Set<String> word = Set.of("run", "de|running");
        KnownTerms known = new KnownTerms(Collections.nCopies(1_500, word), searcher);

        assertThat(known.clauses(word)).singleElement().isInstanceOf(SynonymQuery.class);
    }

    @Test
    void whatNoTextHasIsNotKnown() throws IOException {
        KnownTerms known = known(List.of(Set.of("fly", "de|fly"), Set.of("fly", "run")));

        assertThat(known.clauses(Set.of("fly", "de|fly"))).isEmpty();
        assertThat(known.clauses(Set.of("fly", "run"))).hasSize(1);
    }

    private static void assertSums(Map<Integer, Float> expected, Map<Integer, Float> scores) {
        assertThat(scores.keySet()).isEqualTo(expected.keySet());
        scores.forEach((document, score) -> assertThat(score).isCloseTo(expected.get(document), within(1e-5f)));
    }

    private KnownTerms known(List<Set<String>> words) throws IOException {
        return new KnownTerms(words, searcher);
    }

    private Query any(List<Set<String>> words) throws IOException {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        KnownTerms known = known(words);
        for (Set<String> word : words) {
            known.clauses(word).forEach(clause -> any.add(clause, Occur.SHOULD));
        }
        return any.build();
    }

    private Map<Integer, Float> scores(Query query) throws IOException {
        Map<Integer, Float> scores = new LinkedHashMap<>();
        for (ScoreDoc hit : searcher.search(query, TEXTS.size()).scoreDocs) {
            scores.put(hit.doc, hit.score);
        }
        return scores;
    }
}
