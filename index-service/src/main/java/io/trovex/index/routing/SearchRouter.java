package io.trovex.index.routing;

import io.trovex.index.canary.CanaryTrial;
import io.trovex.index.canary.Outcome;
import io.trovex.index.canary.Share;
import io.trovex.index.engine.SearchRefusedException;
import io.trovex.index.routing.Traffic.Trial;
import io.trovex.index.search.Fallback;
import io.trovex.index.search.SearchRequest;
import io.trovex.index.search.SearchResponse;
import io.trovex.index.search.SearchService;
import io.trovex.index.search.TooManyCursorsException;
import io.trovex.index.search.UnknownDocumentException;
import io.trovex.index.search.Variant;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each search to the serving generation or to the candidate, by its user. Where the candidate fails, the serving
 * generation answers the same search, so a bad candidate costs time and never an answer. Thread-safe.
 */
public final class SearchRouter {
    private static final Logger LOG = LoggerFactory.getLogger(SearchRouter.class);

    private final Supplier<Traffic> traffic;
    private final RecentSearches recent;

    /** @param traffic asked once for each search: what it says counts from the next search on */
    public SearchRouter(Supplier<Traffic> traffic) {
        this(traffic, new RecentSearches());
    }

    /** @param recent told of every search that is answered */
    public SearchRouter(Supplier<Traffic> traffic, RecentSearches recent) {
        this.traffic = traffic;
        this.recent = recent;
    }

    /** @param user who asks; of one who does not say, each search counts as another user */
    public SearchResponse search(SearchRequest request, @Nullable String user) {
        long start = System.nanoTime();
        SearchResponse response = routed(request, user);
        recent.add(since(start));
        return response;
    }

    private SearchResponse routed(SearchRequest request, @Nullable String user) {
        Traffic now = traffic.get();
        Trial trial = now.trial();
        if (trial == null) {
            return now.serving().search(request).asVariant(Variant.SERVING, 100);
        }
        SearchService serving = now.serving().forgetful();
        double share = trial.canary().share().percent();
        String bucketed = user == null ? UUID.randomUUID().toString() : user;
        return trial.canary().isTriedBy(bucketed)
                ? tried(request, trial, serving).asVariant(Variant.CANDIDATE, share)
                : served(request, trial.canary(), serving).asVariant(Variant.SERVING, 100 - share);
    }

    private static SearchResponse tried(SearchRequest request, Trial trial, SearchService serving) {
        long start = System.nanoTime();
        try {
            SearchResponse response = trial.candidate().forgetful().searchByModel(request);
            trial.canary().addTried(outcome(response), since(start));
            return response;
        } catch (RuntimeException failure) {
            Duration took = since(start);
            LOG.atWarn()
                    .addKeyValue("candidate", trial.canary().candidate())
                    .addKeyValue("reason", failure.toString())
                    .log("the candidate failed a search, which the serving generation answers");
            return replaced(request, trial.canary(), serving, took, failure);
        }
    }

    /**
     * A failure counts just as the serving generation's does, whoever answers in the end. Where everybody has the
     * candidate, nobody else's searches tell what fails for all: only what the serving generation answers counts then.
     * A search that the candidate's engine refuses says nothing of the candidate, though another engine may answer it.
     */
    private static SearchResponse replaced(
            SearchRequest request,
            CanaryTrial canary,
            SearchService serving,
            Duration took,
            RuntimeException candidateFailure) {
        boolean isAlone = canary.share().equals(Share.ALL);
        boolean counts = !(candidateFailure instanceof SearchRefusedException);
        try {
            SearchResponse response = serving.search(request).inPlaceOfAnother();
            if (counts && (!isAlone || outcome(response) != Outcome.FAILED)) {
                canary.addTried(Outcome.FAILED, took);
            }
            return response;
        } catch (RuntimeException failure) {
            if (counts && !isAlone && !isOfTheSearch(failure)) {
                canary.addTried(Outcome.FAILED, took);
            }
            throw failure;
        }
    }

    private static SearchResponse served(SearchRequest request, CanaryTrial canary, SearchService serving) {
        long start = System.nanoTime();
        try {
            SearchResponse response = serving.search(request);
            canary.addServed(outcome(response), since(start));
            return response;
        } catch (RuntimeException failure) {
            if (!isOfTheSearch(failure)) {
                canary.addServed(Outcome.FAILED, since(start));
            }
            throw failure;
        }
    }

    /** What the words alone answered counts as failed at both: the candidate's would have been answered by the other. */
    private static Outcome outcome(SearchResponse response) {
        if (response.fallback() == Fallback.KEYWORDS) {
            return Outcome.FAILED;
        }
        if (response.degraded()) {
            return Outcome.DEGRADED;
        }
        return response.hits().isEmpty() ? Outcome.EMPTY : Outcome.ANSWERED;
    }

    /** Whoever asks is told so, at any generation. */
    private static boolean isOfTheSearch(RuntimeException failure) {
        return failure instanceof UnknownDocumentException
                || failure instanceof TooManyCursorsException
                || failure instanceof SearchRefusedException;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
