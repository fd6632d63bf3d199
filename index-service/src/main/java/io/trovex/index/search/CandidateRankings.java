package io.trovex.index.search;

import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.KeywordSearch;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.Ranking;
import io.trovex.index.engine.Rankings;
import io.trovex.index.engine.VectorSearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rankings, one or two, that put documents forward for one request, and what they come to together. */
final class CandidateRankings {
    private final KeywordSearch keyword;
    private final @Nullable VectorSearch semantic;
    private final @Nullable Ranking worded;
    private final @Nullable Ranking near;
    private final int window;
    private final Fusion fusion;
    private final RankFusion fusing;
    private final @Nullable Neighbourhood neighbourhood;

    /** What is near and was not among the best by words, and what of it has one of the words all the same. */
    private final List<Match> unworded;

    private final List<Match> wordedBelow;

    private CandidateRankings(
            KeywordSearch keyword,
            @Nullable VectorSearch semantic,
            @Nullable Ranking worded,
            @Nullable Ranking near,
            int window,
            Fusion fusion,
            SearchSettings settings) {
        this.keyword = keyword;
        this.semantic = semantic;
        this.worded = worded;
        this.near = near;
        this.window = window;
        this.fusion = fusion;
        this.fusing = new RankFusion(settings.semanticWeight());
        boolean regularised = fusion == Fusion.WEIGHTED && settings.neighbourWeight() > 0;
        this.neighbourhood = regularised ? new Neighbourhood(settings.neighbourWeight()) : null;
        this.unworded = worded == null || near == null ? List.of() : missing(near.matches(), worded.matches());
        this.wordedBelow = unworded.isEmpty() ? unworded : keyword.score(unworded);
    }

    static CandidateRankings of(
            IndexView view,
            KeywordSearch keyword,
            @Nullable VectorSearch semantic,
            SearchRequest request,
            SearchSettings settings) {
        HitOptions options = request.options();
        int window = options.paged()
                ? Math.max(request.reach(), settings.pageDepth())
                : Math.max(request.reach(), settings.candidates());
        boolean further = options.grouped() || options.minScore() != null;
        int words = further ? Math.max(window, settings.pageDepth()) : window;
        boolean byMeaningOnly = semantic != null && request.mode() == SearchMode.SEMANTIC;
        Ranking worded = null;
        Ranking near = null;
        if (semantic == null) {
            worded = keyword.rank(request.filter(), words);
        } else if (byMeaningOnly) {
            near = semantic.rank(request.filter(), window);
        } else {
            Rankings both = view.rank(keyword, words, semantic, window, request.filter());
            worded = both.worded();
            near = both.near();
        }
        return new CandidateRankings(keyword, semantic, worded, near, window, request.fusion(), settings);
    }

    boolean areByWords() {
        return worded != null;
    }

    /** Whether the words rank alone, and put forward as many as they were asked for. */
    boolean goOnByWords() {
        return near == null && worded != null && worded.matches().size() == window;
    }

    /** What the words rank behind that document; of use only if they rank alone. */
    List<RankedDocument> byWords(DocumentFilter filter, RankedDocument last, int position) {
        Match place = new Match(last.number(), last.docId(), last.score(), last.passage());
        List<Match> matches = keyword.rank(filter, window, place).matches();
        List<RankedDocument> ranked = new ArrayList<>(matches.size());
        for (int i = 0; i < matches.size(); i++) {
            ranked.add(alone(matches.get(i), position + i + 1, false));
        }
        return ranked;
    }

    /** The nearest documents by meaning. */
    List<Match> near() {
        return near == null ? List.of() : near.matches();
    }

    /** How many documents have one of the words, as far as was counted, or are among the nearest. */
    long count() {
        if (worded == null || near == null) {
            return found(worded) + found(near);
        }
        return worded.found() + unworded.size() - wordedBelow.size();
    }

    /** Whether {@link #count} is all that there are. */
    boolean isExact() {
        return (worded == null || worded.exact()) && isNearExact();
    }

    /** Whether every document that has a vector is among the nearest, or none was asked for by meaning. */
    boolean isNearExact() {
        return near == null || near.exact();
    }

    /** Whether no document that was not put forward can have such a score. */
    boolean reach(double score) {
        boolean allWorded = worded == null
                || (worded.exact() && worded.found() == worded.matches().size());
        if (allWorded && isNearExact()) {
            return true;
        }
        double word = worded == null || allWorded ? 0 : last(worded);
        double meaning = near == null || near.exact() ? 0 : near.approximate() ? 1 : last(near);
        if (worded == null || near == null) {
            return word + meaning < score;
        }
        double most = fusing.most(fusion, word, highest(worded), meaning);
        return (neighbourhood == null ? most : neighbourhood.most(most)) < score;
    }

    /**
     * Best first.
     *
     * @param others documents to rank besides, which the words or the meaning find further down
     */
    List<RankedDocument> ranked(List<Match> others) {
        if (near == null || semantic == null) {
            return alone(
                    require(worded),
                    keyword.score(missing(others, require(worded).matches())),
                    false);
        }
        if (worded == null) {
            return alone(near, semantic.score(missing(others, near.matches())), true);
        }
        List<Match> distant = missing(joined(worded.matches(), others), near.matches());
        Scores byWord = new Scores(worded, wordsOf(others, worded), window);
        Scores byMeaning = new Scores(near, semantic.score(distant), window);
        List<RankedDocument> fused = fusing.fuse(fusion, byWord, byMeaning);
        if (neighbourhood == null) {
            return fused;
        }
        List<Match> best = fused.stream()
                .limit(Neighbourhood.DOCUMENTS)
                .map(byMeaning::match)
                .toList();
        return neighbourhood.regularise(fused, semantic.vectors(best));
    }

    private List<Match> wordsOf(List<Match> others, Ranking known) {
        return others.isEmpty() ? wordedBelow : keyword.score(missing(joined(unworded, others), known.matches()));
    }

    private static List<RankedDocument> alone(Ranking ranking, List<Match> others, boolean semantic) {
        List<Match> matches = ranking.matches();
        List<RankedDocument> ranked = new ArrayList<>(matches.size() + others.size());
        for (int i = 0; i < matches.size(); i++) {
            ranked.add(alone(matches.get(i), i + 1, semantic));
        }
        others.forEach(match -> ranked.add(alone(match, null, semantic)));
        return ranked;
    }

    private static RankedDocument alone(Match match, @Nullable Integer rank, boolean semantic) {
        ScorePart part = ScorePart.of(match.score(), rank, match.score(), 1);
        Explanation explanation = new Explanation(null, semantic ? null : part, semantic ? part : null);
        return new RankedDocument(match.number(), match.docId(), match.passage(), match.score(), explanation);
    }

    private static List<Match> joined(List<Match> one, List<Match> other) {
        if (other.isEmpty()) {
            return one;
        }
        Set<Integer> known = new HashSet<>();
        List<Match> joined = new ArrayList<>(one.size() + other.size());
        for (List<Match> each : List.of(one, other)) {
            each.stream().filter(match -> known.add(match.number())).forEach(joined::add);
        }
        return joined;
    }

    /** What {@code some} have and {@code others} do not. */
    private static List<Match> missing(List<Match> some, List<Match> others) {
        if (some.isEmpty()) {
            return some;
        }
        int[] known = others.stream().mapToInt(Match::number).sorted().toArray();
        return some.stream()
                .filter(match -> Arrays.binarySearch(known, match.number()) < 0)
                .toList();
    }

    private static long found(@Nullable Ranking ranking) {
        return ranking == null ? 0 : ranking.found();
    }

    private static double highest(Ranking ranking) {
        return ranking.matches().isEmpty() ? 0 : ranking.matches().getFirst().score();
    }

    private static double last(@Nullable Ranking ranking) {
        return ranking == null || ranking.matches().isEmpty()
                ? 0
                : ranking.matches().getLast().score();
    }

    private static Ranking require(@Nullable Ranking ranking) {
        if (ranking == null) {
            throw new IllegalStateException("no ranking");
        }
        return ranking;
    }
}
