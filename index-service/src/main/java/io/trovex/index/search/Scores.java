package io.trovex.index.search;

import io.trovex.index.engine.Match;
import io.trovex.index.engine.Ranking;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one ranking says of every candidate, its own and the other ranking's. */
final class Scores {
    private final Map<String, Match> matches = new HashMap<>();
    private final Map<String, Integer> ranks = new HashMap<>();
    private final double highest;

    /** @param completed candidates that only the other ranking put forward, scored by this one */
    Scores(Ranking ranking, List<Match> completed) {
        this(ranking, completed, Integer.MAX_VALUE);
    }

    /** @param places so many documents have a rank, however many the ranking has */
    Scores(Ranking ranking, List<Match> completed, int places) {
        List<Match> ranked = ranking.matches();
        for (int i = 0; i < ranked.size(); i++) {
            matches.put(ranked.get(i).docId(), ranked.get(i));
            if (i < places) {
                ranks.put(ranked.get(i).docId(), i + 1);
            }
        }
        completed.forEach(match -> matches.putIfAbsent(match.docId(), match));
        highest = ranked.isEmpty() ? 0 : ranked.getFirst().score();
    }

    Set<String> docIds() {
        return matches.keySet();
    }

    @Nullable
    Match match(String docId) {
        return matches.get(docId);
    }

    /** As this ranking has it; without a passage if it does not. */
    Match match(RankedDocument document) {
        Match known = matches.get(document.docId());
        return known == null ? new Match(document.number(), document.docId(), 0, -1) : known;
    }

    @Nullable
    Integer rank(String docId) {
        return ranks.get(docId);
    }

    /** Of the ranking's best; zero when it is empty. */
    double highest() {
        return highest;
    }
}
