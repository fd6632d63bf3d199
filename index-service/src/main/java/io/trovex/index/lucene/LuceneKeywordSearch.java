package io.trovex.index.lucene;

import io.trovex.index.analysis.QueryLanguages;
import io.trovex.index.analysis.TextAnalysis;
import io.trovex.index.engine.Correction;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.KeywordQuery;
import io.trovex.index.engine.KeywordSearch;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.Ranking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * BM25 over title and body for one query, within one view. Thread-safe. Its texts are only words: no syntax, so no syntax
 * errors.
 */
final class LuceneKeywordSearch implements KeywordSearch {
    private final SegmentedSearcher searcher;
    private final KeywordQuery asked;
    private final QueryLanguages languages;
    private final int titleWeight;
    private final Query words;
    private final List<Correction> corrections;
    private volatile @Nullable Weight weight;

    LuceneKeywordSearch(SegmentedSearcher searcher, KeywordQuery asked, QueryLanguages present, int titleWeight)
            throws IOException {
        this.titleWeight = titleWeight;
        this.searcher = searcher;
        this.asked = TextAnalysis.withLoneIdeographs(asked);
        this.languages = present;
        QueryLanguages spoken = present.ofCodes(asked.languages());
        WordQueries exactOrClose = new WordQueries(searcher, spoken);
        this.words =
                asked.everything() ? new ConstantScoreQuery(Fields.DOCUMENTS) : words(this.asked, spoken, exactOrClose);
        this.corrections = List.copyOf(exactOrClose.corrections());
    }

    private static Query words(KeywordQuery asked, QueryLanguages languages, WordQueries words) throws IOException {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        words.add(asked, any);
        for (String phrase : asked.phrases()) {
            List<Query> together = TextFields.phrases(Fields.TEXT, phrase, languages.languages()).stream()
                    .filter(PhraseQuery.class::isInstance)
                    .toList();
            if (!together.isEmpty()) {
                any.add(TextFields.best(together), Occur.SHOULD);
            }
        }
        for (String beginning : asked.beginnings()) {
            any.add(
                    new PrefixQuery(
                            new Term(Fields.WORDS, beginning),
                            new MultiTermQuery.TopTermsBlendedFreqScoringRewrite(asked.begunByEach())),
                    Occur.SHOULD);
        }
        return any.build();
    }

    @Override
    public List<Correction> corrections() {
        return corrections;
    }

    @Override
    public Ranking rank(DocumentFilter filter, int depth, @Nullable Match after) {
        try {
            return new BestMatches(searcher, query(filter)).rank(depth, after);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Query query(DocumentFilter filter) {
        Query passing = FilterQueries.of(filter, () -> languages);
        return passing == null
                ? words
                : new BooleanQuery.Builder()
                        .add(words, Occur.MUST)
                        .add(passing, Occur.FILTER)
                        .build();
    }

    /** The same documents with their keyword scores; those without a single word are left out. */
    @Override
    public List<Match> score(Collection<Match> documents) {
        try {
            List<Match> scored = new ArrayList<>(documents.size());
            Segment segment = null;
            Scorer scorer = null;
            for (Match document : inOrder(documents)) {
                Segment own = searcher.segmentOf(document.number());
                if (own != segment) {
                    segment = own;
                    scorer = weight().scorer(own.context());
                }
                if (scorer != null && reaches(scorer, own.local(document.number()))) {
                    scored.add(new Match(document.number(), document.docId(), scorer.score(), -1));
                }
            }
            return scored;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Places places() {
        try {
            return new PostingPlaces(searcher, asked, words, languages, titleWeight);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean reaches(Scorer scorer, int number) throws IOException {
        int at = scorer.docID() < number ? scorer.iterator().advance(number) : scorer.docID();
        return at == number;
    }

    private static List<Match> inOrder(Collection<Match> documents) {
        return documents.stream().sorted(Comparator.comparingInt(Match::number)).toList();
    }

    private Weight weight() throws IOException {
        Weight known = weight;
        if (known == null) {
            known = searcher.createWeight(searcher.rewrite(words), ScoreMode.COMPLETE, 1);
            weight = known;
        }
        return known;
    }
}
