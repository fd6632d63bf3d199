package io.trovex.index.search;

import io.trovex.index.engine.Match;
import io.trovex.index.engine.Ranking;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one ranking says of every candidate, its own and the other ranking's. */
final class Scores {
    /** @param rank from 1; absent where the ranking did not come to it */
    record Scored(Match match, @Nullable Integer rank) {}

    private final Map<Integer, Scored> byNumber;
    private final double highest;

    /** @param completed candidates that only the other ranking put forward, scored by this one */
    Scores(Ranking ranking, List<Match> completed) {
        this(ranking, completed, Integer.MAX_VALUE);
    }

    /** @param places so many documents have a rank, however many the ranking has */
    Scores(Ranking ranking, List<Match> completed, int places) {
        List<Match> ranked = ranking.matches();
        byNumber = HashMap.newHashMap(ranked.size() + completed.size());
        for (int i = 0; i < ranked.size(); i++) {
            byNumber.put(ranked.get(i).number(), new Scored(ranked.get(i), i < places ? i + 1 : null));
        }
        for (Match match : completed) {
            byNumber.putIfAbsent(match.number(), new Scored(match, null));
        }
        highest = ranked.isEmpty() ? 0 : ranked.getFirst().score();
    }

    Collection<Scored> all() {
        return byNumber.values();
    }

    /** @param number of a document in the view */
    @Nullable
    Scored of(int number) {
        return byNumber.get(number);
    }

    /** As this ranking has it; without a passage if it does not. */
    Match match(RankedDocument document) {
        Scored known = of(document.number());
        return known == null ? new Match(document.number(), document.docId(), 0, -1) : known.match();
    }

    /** Of the ranking's best; zero when it is empty. */
    double highest() {
        return highest;
    }
}
