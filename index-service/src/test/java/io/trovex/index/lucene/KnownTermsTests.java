package io.trovex.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

        assertThat(scores(any(known("run", "de|running").asOneWord(Set.of("run", "de|running")))))
                .hasSize(5)
                .isEqualTo(scores(synonyms.build()));
    }

    @Test
    void aFormOfTwoWordsIsAsTellingAsEachOfThem() throws IOException {
        KnownTerms known = known("run", "jump", "de|running");
        known.asOneWord(Set.of("run", "de|running"));

        assertThat(scores(any(known.asOneWord(Set.of("jump"))))).isEqualTo(scores(term("jump")));
        assertThat(known.asOneWord(Set.of("jump", "de|running")))
                .allSatisfy(form -> assertThat(form.getTermStates().docFreq()).isEqualTo(2));
    }

    @Test
    void whatNoTextHasIsNotKnown() throws IOException {
        KnownTerms known = known("fly", "de|fly", "run");

        assertThat(known.size()).isEqualTo(1);
        assertThat(known.asOneWord(Set.of("fly", "de|fly"))).isEmpty();
        assertThat(known.asOneWord(Set.of("fly", "run"))).containsExactly(term("run"));
    }

    private KnownTerms known(String... terms) throws IOException {
        return new KnownTerms(new TreeSet<>(List.of(terms)), searcher);
    }

    private static TermQuery term(String text) {
        return new TermQuery(new Term(Fields.TEXT, text));
    }

    private static Query any(List<TermQuery> forms) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        forms.forEach(form -> any.add(form, Occur.SHOULD));
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
