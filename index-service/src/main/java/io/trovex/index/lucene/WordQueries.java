package io.trovex.index.lucene;

import io.trovex.index.analysis.QueryLanguages;
import io.trovex.index.analysis.TextAnalysis;
import io.trovex.index.engine.CloseWord;
import io.trovex.index.engine.Correction;
import io.trovex.index.engine.KeywordQuery;
import io.trovex.index.engine.Synonym;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;

/**
 * The words of a text as queries: those that the index has exactly, and for each one that it does not have the closest
 * ones, which count for less.
 */
final class WordQueries {
    private static final int MOST_WORDS = 512;
    private static final int MOST_CORRECTED = 8;
    private static final int MOST_ALTERNATIVES = 3;

    /** Of a word that is as typed; what differs from that counts for less still. */
    private static final float CORRECTED_WEIGHT = 0.5f;

    private final IndexSearcher searcher;
    private final QueryLanguages languages;
    private final List<Correction> corrections = new ArrayList<>();

    WordQueries(IndexSearcher searcher, QueryLanguages languages) {
        this.languages = languages;
        this.searcher = searcher;
    }

    /** A word that has synonyms is never taken for a typing error. */
    void add(KeywordQuery asked, BooleanQuery.Builder any) throws IOException {
        Map<Set<String>, Integer> left = languages.words(asked.words());
        asked.synonyms().forEach(synonym -> any.add(oneOf(synonym, left), Occur.SHOULD));
        List<Map.Entry<Set<String>, Integer>> words =
                left.entrySet().stream().limit(MOST_WORDS).toList();
        KnownTerms known = new KnownTerms(words.stream().map(Map.Entry::getKey).toList(), searcher);
        Set<Set<String>> unknown = new HashSet<>();
        for (Map.Entry<Set<String>, Integer> word : words) {
            List<? extends Query> clauses = known.clauses(word.getKey());
            if (clauses.isEmpty()) {
                unknown.add(word.getKey());
            }
            clauses.forEach(each -> any.add(boosted(each, word.getValue()), Occur.SHOULD));
        }
        if (!unknown.isEmpty()) {
            correct(TextAnalysis.corrigible(asked), unknown, any);
        }
    }

    /** What {@link #add} did about words that the index does not have. */
    List<Correction> corrections() {
        return corrections;
    }

    /** As one clause, within others. */
    private static Query oneWord(List<TermQuery> forms) {
        if (forms.size() == 1) {
            return forms.getFirst();
        }
        SynonymQuery.Builder word = new SynonymQuery.Builder(Fields.TEXT);
        forms.forEach(form -> word.addTerm(form.getTerm()));
        return word.build();
    }

    private void correct(List<String> words, Set<Set<String>> unknown, BooleanQuery.Builder any) throws IOException {
        for (String word : words) {
            // each once, however often it was typed
            boolean isUnknown = languages.words(word).keySet().stream().anyMatch(unknown::remove);
            if (isUnknown && corrections.size() < MOST_CORRECTED) {
                List<CloseWord> close = CloseWords.to(word, MOST_ALTERNATIVES, searcher.getIndexReader());
                if (!close.isEmpty()) {
                    corrections.add(new Correction(word, close));
                    any.add(oneOf(close), Occur.SHOULD);
                }
            }
        }
    }

    /** Its words, which are taken from those that are left, or another's in their place. */
    private Query oneOf(Synonym synonym, Map<Set<String>, Integer> left) {
        BooleanQuery.Builder words = new BooleanQuery.Builder();
        for (Set<String> word : languages.words(synonym.words()).keySet()) {
            Integer frequency = left.remove(word);
            if (frequency != null) {
                words.add(boosted(oneWord(queries(word)), frequency), Occur.SHOULD);
            }
        }
        List<Query> alternatives = new ArrayList<>();
        alternatives.add(words.build());
        for (String other : synonym.others()) {
            List<Query> together = TextFields.phrases(Fields.TEXT, other, languages.labelled(synonym.languages()));
            if (!together.isEmpty()) {
                alternatives.add(boosted(TextFields.best(together), Synonym.WEIGHT));
            }
        }
        return new DisjunctionMaxQuery(alternatives, 0);
    }

    private static List<TermQuery> queries(Set<String> terms) {
        return terms.stream()
                .map(term -> new TermQuery(new Term(Fields.TEXT, term)))
                .toList();
    }

    private Query oneOf(List<CloseWord> words) {
        List<Query> alternatives = new ArrayList<>();
        for (CloseWord close : words) {
            languages
                    .words(close.word())
                    .keySet()
                    .forEach(word -> alternatives.add(
                            boosted(oneWord(queries(word)), CORRECTED_WEIGHT * (float) close.similarity())));
        }
        return new DisjunctionMaxQuery(alternatives, 0);
    }

    private static Query boosted(Query query, float weight) {
        return weight == 1 ? query : new BoostQuery(query, weight);
    }
}
