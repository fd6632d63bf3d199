package io.trovex.index.lucene;

import io.trovex.index.engine.KeywordSearch.Occurrence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermState;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.IOSupplier;
import org.jspecify.annotations.Nullable;

/** Where one word stands in the documents of one segment. Cheapest in ascending order. For one thread. */
final class WordPostings {
    private final TermQuery word;
    private final TermsEnum dictionary;
    private final TermState state;
    private PostingsEnum postings;

    /** The last number asked for since the postings were opened. */
    private int lookedFor = -1;

    private WordPostings(TermQuery word, TermsEnum dictionary, TermState state) throws IOException {
        this.word = word;
        this.dictionary = dictionary;
        this.state = state;
        dictionary.seekExact(word.getTerm().bytes(), state);
        this.postings = dictionary.postings(null, PostingsEnum.OFFSETS);
    }

    /** Of those words that the segment has. */
    static List<WordPostings> of(List<TermQuery> words, Segment segment) throws IOException {
        List<WordPostings> all = new ArrayList<>();
        TermsEnum dictionary =
                Terms.getTerms(segment.context().reader(), Fields.TEXT).iterator();
        for (TermQuery word : words) {
            TermState state = state(word, segment, dictionary);
            if (state != null) {
                all.add(new WordPostings(word, dictionary, state));
            }
        }
        return all;
    }

    private static @Nullable TermState state(TermQuery word, Segment segment, TermsEnum dictionary) throws IOException {
        TermStates states = word.getTermStates();
        if (states == null) {
            return dictionary.seekExact(word.getTerm().bytes()) ? dictionary.termState() : null;
        }
        IOSupplier<TermState> known = states.get(segment.context());
        return known == null ? null : known.get();
    }

    /**
     * Adds its places in a document.
     *
     * @param number the segment's own
     * @param bodyStart offset of the body's first character; what stands before it is left out
     */
    void places(int number, int bodyStart, Collection<Occurrence> places) throws IOException {
        if (!reaches(number)) {
            return;
        }
        String term = word.toString(Fields.TEXT);
        for (int left = postings.freq(); left > 0; left--) {
            postings.nextPosition();
            int start = postings.startOffset() - bodyStart;
            if (start >= 0) {
                places.add(new Occurrence(start, postings.endOffset() - bodyStart, term));
            }
        }
    }

    private boolean reaches(int number) throws IOException {
        boolean isPassedBy = lookedFor < number && postings.docID() > number;
        if (isPassedBy) {
            return false;
        }
        if (postings.docID() >= number) {
            dictionary.seekExact(word.getTerm().bytes(), state);
            postings = dictionary.postings(postings, PostingsEnum.OFFSETS);
        }
        lookedFor = number;
        return postings.advance(number) == number;
    }
}
