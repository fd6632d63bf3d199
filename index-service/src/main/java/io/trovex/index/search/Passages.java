package io.trovex.index.search;

import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.KeywordSearch;
import io.trovex.index.engine.KeywordSearch.Occurrence;
import io.trovex.index.engine.Span;
import io.trovex.index.engine.StoredDocument;
import io.trovex.index.search.PassageView.Highlight;
import java.util.ArrayList;
import java.util.List;

/** Chooses what a hit shows of its body, and marks the query's words in it. */
final class Passages {
    private static final int LENGTH_WITHOUT_PASSAGES = 400;

    private final IndexView view;
    private final KeywordSearch.Places places;

    Passages(IndexView view, KeywordSearch keyword) {
        this.view = view;
        this.places = keyword.places();
    }

    PassageView show(RankedDocument hit, StoredDocument document) {
        List<Occurrence> words = places.in(hit.number(), document);
        Span span = span(hit, document, words);
        List<Highlight> highlights =
                highlights(words.stream().filter(word -> inside(word, span)).toList(), span.start());
        String text = document.body().substring(span.start(), span.end());
        return new PassageView(text, span.start(), span.end(), highlights);
    }

    /** Where words overlap, as pairs of Chinese characters do, they are marked as one. */
    private static List<Highlight> highlights(List<Occurrence> words, int from) {
        List<Highlight> highlights = new ArrayList<>();
        for (Occurrence word : words) {
            int start = word.start() - from;
            int end = word.end() - from;
            Highlight last = highlights.isEmpty() ? null : highlights.getLast();
            if (last != null && start < last.end()) {
                highlights.set(highlights.size() - 1, new Highlight(last.start(), Math.max(last.end(), end)));
            } else {
                highlights.add(new Highlight(start, end));
            }
        }
        return highlights;
    }

    /** The best passage by meaning; by words, where the meaning was not asked for. */
    Span span(RankedDocument hit, StoredDocument document) {
        return span(hit, document, places.in(hit.number(), document));
    }

    private Span span(RankedDocument hit, StoredDocument document, List<Occurrence> words) {
        return hit.passage() >= 0 ? view.passage(hit.passage()) : richest(hit, document, words);
    }

    /** The first passage with the most different words, then with the most words. */
    private Span richest(RankedDocument hit, StoredDocument document, List<Occurrence> words) {
        List<Span> passages = view.passages(hit.number());
        if (passages.isEmpty()) {
            return new Span(0, Math.min(LENGTH_WITHOUT_PASSAGES, document.body().length()));
        }
        Span richest = passages.getFirst();
        long most = -1;
        for (Span passage : passages) {
            List<String> terms = words.stream()
                    .filter(word -> inside(word, passage))
                    .map(Occurrence::term)
                    .toList();
            long richness = terms.stream().distinct().count() << Integer.SIZE | terms.size();
            if (richness > most) {
                most = richness;
                richest = passage;
            }
        }
        return richest;
    }

    private static boolean inside(Occurrence word, Span passage) {
        return word.start() >= passage.start() && word.end() <= passage.end();
    }
}
