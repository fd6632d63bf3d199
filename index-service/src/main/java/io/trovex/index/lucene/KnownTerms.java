package io.trovex.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermState;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Which of some terms the index's texts have. Of each segment the dictionary is opened once for all of them: a query is
 * read in every language that documents are of, so it asks for many times as many terms as it has words.
 */
final class KnownTerms {
    private static final class Known {
        private final String term;
        private final @Nullable TermState[] bySegment;
        private int documents;
        private long occurrences;

        Known(String term, int segments) {
            this.term = term;
            this.bySegment = new TermState[segments];
        }

        void add(int segment, TermsEnum found) throws IOException {
            bySegment[segment] = found.termState();
            documents += found.docFreq();
            occurrences += found.totalTermFreq();
        }
    }

    private final IndexSearcher searcher;
    private final Map<String, Known> known = new HashMap<>();

    KnownTerms(SortedSet<String> terms, IndexSearcher searcher) throws IOException {
        this.searcher = searcher;
        List<LeafReaderContext> segments = searcher.getLeafContexts();
        for (LeafReaderContext segment : segments) {
            TermsEnum dictionary = Terms.getTerms(segment.reader(), Fields.TEXT).iterator();
            for (String term : terms) {
                if (dictionary.seekExact(new BytesRef(term))) {
                    known.computeIfAbsent(term, _ -> new Known(term, segments.size()))
                            .add(segment.ord, dictionary);
                }
            }
        }
    }

    int size() {
        return known.size();
    }

    /**
     * Those forms of one word that are known. All are as telling as the most frequent: a name is not rare because one
     * document is French. What a document scores is what {@link org.apache.lucene.search.SynonymQuery} would give it, since
     * none has two of them; by themselves they are found faster.
     *
     * @param forms one in each language, which shares no terms with another
     */
    List<TermQuery> asOneWord(Collection<String> forms) {
        List<Known> found =
                forms.stream().map(known::get).filter(Objects::nonNull).toList();
        int documents = found.stream().mapToInt(each -> each.documents).max().orElse(0);
        long occurrences = found.stream().mapToLong(each -> each.occurrences).sum();
        List<TermQuery> word = new ArrayList<>(found.size());
        for (Known each : found) {
            TermStates states = new TermStates(searcher.getTopReaderContext());
            for (int segment = 0; segment < each.bySegment.length; segment++) {
                TermState state = each.bySegment[segment];
                if (state != null) {
                    states.register(state, segment);
                }
            }
            states.accumulateStatistics(documents, occurrences);
            word.add(new TermQuery(new Term(Fields.TEXT, each.term), states));
        }
        return word;
    }
}
