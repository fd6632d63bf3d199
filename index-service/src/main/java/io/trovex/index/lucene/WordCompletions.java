package io.trovex.index.lucene;

import io.trovex.index.analysis.TextAnalysis;
import io.trovex.index.engine.Completion;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/** The most frequent words that begin as the last typed one; of very many such words the first in the alphabet. */
final class WordCompletions {
    private static final int LOOKED_AT = 20_000;
    private static final Comparator<Completion> LEAST_FIRST = Comparator.comparingInt(Completion::documents)
            .thenComparing(Comparator.comparing(Completion::text).reversed());

    private final IndexReader reader;

    WordCompletions(IndexReader reader) {
        this.reader = reader;
    }

    List<Completion> of(String typed, int most) throws IOException {
        List<String> words = TextAnalysis.words(typed);
        Terms terms = MultiTerms.getTerms(reader, Fields.WORDS);
        if (terms == null || words.isEmpty() || !Character.isLetterOrDigit(typed.codePointBefore(typed.length()))) {
            return List.of();
        }
        String last = words.getLast();
        int lastAt = typed.length() - last.length();
        if (lastAt < 0 || !typed.regionMatches(true, lastAt, last, 0, last.length())) {
            return List.of();
        }
        PriorityQueue<Completion> best = new PriorityQueue<>(LEAST_FIRST);
        BytesRef beginning = new BytesRef(last);
        TermsEnum each = terms.iterator();
        TermsEnum.SeekStatus at = each.seekCeil(beginning);
        for (int looked = 0; at != TermsEnum.SeekStatus.END && looked < LOOKED_AT; looked++) {
            if (!StringHelper.startsWith(each.term(), beginning)) {
                break;
            }
            if (!each.term().bytesEquals(beginning)) {
                best.add(new Completion(typed.substring(0, lastAt) + each.term().utf8ToString(), null, each.docFreq()));
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
}
