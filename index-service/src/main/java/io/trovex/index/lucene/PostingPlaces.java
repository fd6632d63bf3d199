package io.trovex.index.lucene;

import io.trovex.index.analysis.QueryLanguages;
import io.trovex.index.analysis.TextAnalysis;
import io.trovex.index.engine.KeywordQuery;
import io.trovex.index.engine.KeywordSearch.Occurrence;
import io.trovex.index.engine.KeywordSearch.Places;
import io.trovex.index.engine.StoredDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.MatchesIterator;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;

/**
 * Where the words of a query stand, by the offsets in the index. The postings of its words, most of what there is to open,
 * are opened once for all documents of a segment. For one thread.
 */
final class PostingPlaces implements Places {
    private static final Comparator<Occurrence> IN_ORDER =
            Comparator.comparingInt(Occurrence::start).thenComparingInt(Occurrence::end);

    private final SegmentedSearcher searcher;
    private final KeywordQuery asked;
    private final QueryLanguages languages;
    private final int titleWeight;
    private final List<TermQuery> words = new ArrayList<>();
    private final Map<Segment, List<WordPostings>> postings = new HashMap<>();

    /** Of phrases and of what stands in a word's place. */
    private final Weight others;

    /** @param query what the words became: alternatives, of which a document has at least one */
    PostingPlaces(
            SegmentedSearcher searcher, KeywordQuery asked, Query query, QueryLanguages languages, int titleWeight)
            throws IOException {
        this.searcher = searcher;
        this.asked = asked;
        this.languages = languages;
        this.titleWeight = titleWeight;
        BooleanQuery.Builder left = new BooleanQuery.Builder();
        part(query, left);
        this.others = searcher.createWeight(searcher.rewrite(left.build()), ScoreMode.COMPLETE_NO_SCORES, 1);
    }

    private void part(Query query, BooleanQuery.Builder left) {
        switch (query) {
            case TermQuery word when word.getTerm().field().equals(Fields.TEXT) -> words.add(word);
            case PrefixQuery _ -> {} // of whole words, which the body itself shows
            case BoostQuery boosted -> part(boosted.getQuery(), left);
            case BooleanQuery any
            when any.clauses().stream().allMatch(each -> each.occur() == Occur.SHOULD) -> {
                for (BooleanClause clause : any.clauses()) {
                    part(clause.query(), left);
                }
            }
            default -> left.add(query, Occur.SHOULD);
        }
    }

    @Override
    public List<Occurrence> in(int number, StoredDocument document) {
        try {
            Segment segment = searcher.segmentOf(number);
            int bodyStart = TextFields.bodyStart(document.title(), titleWeight);
            // two close words, or one and a typed word or beginning, may have one term: the same place twice
            Set<Occurrence> places = new HashSet<>();
            for (WordPostings word : postings(segment)) {
                word.places(segment.local(number), bodyStart, places);
            }
            addOthers(segment, number, bodyStart, places);
            if (!asked.beginnings().isEmpty()) {
                places.addAll(begun(document.body()));
            }
            return places.stream().sorted(IN_ORDER).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<WordPostings> postings(Segment segment) throws IOException {
        List<WordPostings> known = postings.get(segment);
        if (known == null) {
            known = WordPostings.of(words, segment);
            postings.put(segment, known);
        }
        return known;
    }

    private void addOthers(Segment segment, int number, int bodyStart, Set<Occurrence> places) throws IOException {
        Matches matches = others.matches(segment.context(), segment.local(number));
        MatchesIterator found = matches == null ? null : matches.getMatches(Fields.TEXT);
        while (found != null && found.next()) {
            int start = found.startOffset() - bodyStart;
            if (start >= 0 && isMarked(found.getQuery())) {
                String term = found.getQuery().toString(Fields.TEXT);
                places.add(new Occurrence(start, found.endOffset() - bodyStart, term));
            }
        }
    }

    /** Words, and several in the place of a synonym; those of a phrase are words themselves. */
    private boolean isMarked(Query found) {
        return found instanceof TermQuery
                || found instanceof SynonymQuery
                || (found instanceof PhraseQuery
                        && asked.phrases().stream()
                                .noneMatch(phrase -> TextFields.phrases(Fields.TEXT, phrase, languages.languages())
                                        .contains(found)));
    }

    private List<Occurrence> begun(String text) {
        return TextAnalysis.tokens(text).stream()
                .filter(word -> asked.beginnings().stream().anyMatch(word.term()::startsWith))
                .toList();
    }
}
