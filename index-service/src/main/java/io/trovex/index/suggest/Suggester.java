package io.trovex.index.suggest;

import io.trovex.index.engine.Completion;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.SearchIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Completes and corrects from what can be found right now: a document is suggested as soon as it is searchable. */
public final class Suggester {
    private final Supplier<SearchIndex> serving;

    public Suggester(Supplier<SearchIndex> serving) {
        this.serving = serving;
    }

    /**
     * @param typed not blank
     * @param size most suggestions; titles leave half of the places to words, if there are so many
     */
    public Suggestions suggest(String typed, int size) {
        SearchIndex index = serving.get();
        try (IndexView view = index.view()) {
            List<Completion> titles = view.titlesLike(typed, size);
            List<Completion> words = view.wordsLike(typed, size);
            int ofTitles = Math.max(size - words.size(), (size + 1) / 2);
            List<Suggestion> suggestions = new ArrayList<>();
            titles.stream().limit(ofTitles).map(Suggestion::title).forEach(suggestions::add);
            words.stream()
                    .limit(size - suggestions.size())
                    .map(Suggestion::word)
                    .forEach(suggestions::add);
            String corrected = view.corrected(typed, words.isEmpty());
            return new Suggestions(index.generation().id(), corrected, suggestions);
        }
    }
}
