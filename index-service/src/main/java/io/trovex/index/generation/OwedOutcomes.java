package io.trovex.index.generation;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.SearchIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What nobody has told of documents when a generation ends that was to tell it: the serving one may have settled them
 * before it served, in silence, and the ended one had not come to them. The serving one tells them then. Thread-safe.
 */
final class OwedOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(OwedOutcomes.class);

    /** So far the clocks of services may be from each other. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private final GenerationLags lags;
    private final Map<String, Consumer<Map<Integer, Long>>> tellers = new ConcurrentHashMap<>();

    OwedOutcomes(GenerationLags lags) {
        this.lags = lags;
    }

    /** @param again reads the generation's topic again from these offsets, by partition, and announces what it settled */
    void toldBy(Generation generation, Consumer<Map<Integer, Long>> again) {
        tellers.put(generation.id(), again);
    }

    void forget(String id) {
        tellers.remove(id);
    }

    /**
     * Has the serving generation tell what the ended one had not settled. Where nobody knows how far that one was, as when
     * it never came to the end of the log since the process started, nothing is told: the ledger misses those documents.
     *
     * @throws io.trovex.stage.DependencyUnavailableException if the broker does not answer
     */
    void tell(Generation serving, SearchIndex ended) {
        Instant complete = completeUntil(ended);
        if (complete == null) {
            if (mayOwe(ended)) {
                LOG.atWarn()
                        .addKeyValue("ended", ended.generation().id())
                        .log("nobody knows what an ended generation had still to tell: replay what stays overdue");
            }
            return;
        }
        Objects.requireNonNull(tellers.get(serving.id())).accept(lags.since(serving, complete.minus(CLOCKS_APART)));
        LOG.atInfo()
                .addKeyValue("generation", serving.id())
                .addKeyValue("since", complete)
                .addKeyValue("ended", ended.generation().id())
                .log("what an ended generation had still to tell is told by another");
    }

    /** One that ended before this process started is opened empty; a cluster that is away holds up no retirement. */
    private static boolean mayOwe(SearchIndex ended) {
        try {
            return ended.statistics().documents() > 0;
        } catch (IndexUnavailableException _) {
            return true;
        }
    }

    private static @Nullable Instant completeUntil(SearchIndex index) {
        try (IndexView view = index.view()) {
            return view.asOf();
        } catch (IndexUnavailableException _) {
            return null;
        }
    }
}
