package io.trovex.index.lucene;

import io.trovex.index.analysis.UnfinishedText;
import io.trovex.index.engine.Completion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * The words that begin as the last typed one, those first that most documents have together with the words before it.
 * Of very many it looks at the first in the alphabet, and counts the most frequent of these together with others.
 */
final class WordCompletions {
    private static final int LOOKED_AT = 20_000;
    private static final int COUNTED = 100;

    /** Times as many as are wanted, which those that have been deleted may put into another order. */
    private static final int ENOUGH = 2;

    private static final Comparator<Word> LEAST_FIRST =
            Comparator.comparingInt(Word::documents).thenComparing(Word::text, Comparator.reverseOrder());

    private final IndexSearcher searcher;

    WordCompletions(IndexSearcher searcher) {
        this.searcher = searcher;
    }

    private record Word(String text, int documents) {}

    List<Completion> of(String typed, int most) throws IOException {
        Optional<UnfinishedText> unfinished = UnfinishedText.of(typed);
        if (unfinished.isEmpty()) {
            return List.of();
        }
        UnfinishedText text = unfinished.get();
        List<Term> earlier = known(text.earlier());
        List<Word> alone = mostFrequent(text.beginning(), Math.max(COUNTED, most));
        List<Word> together = earlier.isEmpty() ? List.of() : together(alone, earlier);
        return (together.isEmpty() ? live(alone, ENOUGH * most) : together)
                .stream()
                        .limit(most)
                        .map(word -> new Completion(text.before() + word.text(), null, word.documents()))
                        .toList();
    }

    private List<Term> known(List<String> words) throws IOException {
        List<Term> known = new ArrayList<>();
        for (String word : words) {
            Term term = new Term(Fields.WORDS, word);
            if (LiveTerms.has(term, searcher.getIndexReader())) {
                known.add(term);
            }
        }
        return known;
    }

    private List<Word> mostFrequent(String beginning, int most) throws IOException {
        Terms words = MultiTerms.getTerms(searcher.getIndexReader(), Fields.WORDS);
        if (words == null) {
            return List.of();
        }
        PriorityQueue<Word> best = new PriorityQueue<>(LEAST_FIRST);
        BytesRef first = new BytesRef(beginning);
        TermsEnum each = words.iterator();
        TermsEnum.SeekStatus at = each.seekCeil(first);
        for (int looked = 0; at != TermsEnum.SeekStatus.END && looked < LOOKED_AT; looked++) {
            if (!StringHelper.startsWith(each.term(), first)) {
                break;
            }
            if (!each.term().bytesEquals(first)) {
                best.add(new Word(each.term().utf8ToString(), each.docFreq()));
            }
            if (best.size() > most) {
                best.remove();
            }
            if (each.next() == null) {
                break;
            }
        }
        return best.stream().sorted(LEAST_FIRST.reversed()).toList();
    }

    /** So many of them, by the documents that are there. */
    private List<Word> live(List<Word> words, int most) throws IOException {
        List<Word> live = new ArrayList<>();
        for (Word word : words) {
            int documents = live.size() < most
                    ? LiveTerms.count(new Term(Fields.WORDS, word.text()), searcher.getIndexReader())
                    : 0;
            if (documents > 0) {
                live.add(new Word(word.text(), documents));
            }
        }
        live.sort(LEAST_FIRST.reversed());
        return live;
    }

    /** Those that some documents have with the others, and in how many. */
    private List<Word> together(List<Word> words, List<Term> others) throws IOException {
        List<Word> together = new ArrayList<>();
        for (Word word : words) {
            BooleanQuery.Builder all = new BooleanQuery.Builder();
            all.add(new TermQuery(new Term(Fields.WORDS, word.text())), Occur.FILTER);
            others.forEach(other -> all.add(new TermQuery(other), Occur.FILTER));
            int documents = searcher.count(all.build());
            if (documents > 0) {
                together.add(new Word(word.text(), documents));
            }
        }
        together.sort(LEAST_FIRST.reversed());
        return together;
    }
}
