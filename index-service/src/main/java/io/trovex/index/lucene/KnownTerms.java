package io.trovex.index.lucene;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermState;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Which forms of a query's words the index's texts have. Of each segment the dictionary is opened once for all of them: a
 * query is read in every language that documents are of, so it asks for many times as many terms as it has words. What only
 * deleted documents have is not known.
 */
final class KnownTerms {
    /** That are clauses of their own; a query has a bound. */
    private static final int MOST_CLAUSES = 2_048;

    private static final class Known {
        private final Term term;
        private final @Nullable TermState[] bySegment;
        private int documents;
        private long occurrences;
        private boolean isLive;

        /** Words of the query that have this form. */
        private int words;

        Known(Term term, int segments) {
            this.term = term;
            this.bySegment = new TermState[segments];
        }

        void add(LeafReaderContext segment, TermsEnum found) throws IOException {
            bySegment[segment.ord] = found.termState();
            isLive = isLive || LiveTerms.has(found, segment.reader());
            documents += found.docFreq();
            occurrences += found.totalTermFreq();
        }
    }

    private final IndexSearcher searcher;
    private final Map<String, Known> known = new HashMap<>();
    private final boolean tooMany;

    /** @param words each by its forms, one in each language, which shares no terms with another */
    KnownTerms(Collection<Set<String>> words, IndexSearcher searcher) throws IOException {
        this.searcher = searcher;
        SortedMap<BytesRef, String> terms = new TreeMap<>();
        words.forEach(word -> word.forEach(form -> terms.put(new BytesRef(form), form)));
        List<LeafReaderContext> segments = searcher.getLeafContexts();
        for (LeafReaderContext segment : segments) {
            TermsEnum dictionary = Terms.getTerms(segment.reader(), Fields.TEXT).iterator();
            for (Map.Entry<BytesRef, String> term : terms.entrySet()) {
                if (dictionary.seekExact(term.getKey())) {
                    known.computeIfAbsent(
                                    term.getValue(), form -> new Known(new Term(Fields.TEXT, form), segments.size()))
                            .add(segment, dictionary);
                }
            }
        }
        known.values().removeIf(form -> !form.isLive);
        words.forEach(word -> found(word).forEach(form -> form.words++));
        this.tooMany = known.values().stream().mapToInt(form -> form.words).sum() > MOST_CLAUSES;
    }

    /**
     * What finds the documents that have one of a word's forms; nothing where none is known. All forms are as telling as the
     * most frequent: a name is not rare because one document is French. What a document scores is what
     * {@link SynonymQuery} would give it, since it has one of them (but for half-width kana); by themselves they are found
     * faster. Those that other words have, too, stay together: Lucene takes equal terms for one, whatever their weight.
     */
    List<? extends Query> clauses(Set<String> word) {
        List<Known> forms = found(word);
        boolean together = forms.size() > 1 && (tooMany || forms.stream().anyMatch(form -> form.words > 1));
        return together ? List.of(synonyms(forms)) : terms(forms);
    }

    private List<Known> found(Set<String> word) {
        return word.stream().map(known::get).filter(Objects::nonNull).toList();
    }

    private static Query synonyms(List<Known> forms) {
        SynonymQuery.Builder synonyms = new SynonymQuery.Builder(Fields.TEXT);
        forms.forEach(form -> synonyms.addTerm(form.term));
        return synonyms.build();
    }

    private List<TermQuery> terms(List<Known> forms) {
        int documents = forms.stream().mapToInt(form -> form.documents).max().orElse(0);
        long occurrences = forms.stream().mapToLong(form -> form.occurrences).sum();
        return forms.stream()
                .map(form -> new TermQuery(form.term, states(form, documents, occurrences)))
                .toList();
    }

    private TermStates states(Known form, int documents, long occurrences) {
        TermStates states = new TermStates(searcher.getTopReaderContext());
        for (int segment = 0; segment < form.bySegment.length; segment++) {
            TermState state = form.bySegment[segment];
            if (state != null) {
                states.register(state, segment);
            }
        }
        states.accumulateStatistics(documents, occurrences);
        return states;
    }
}
