package io.trovex.index.generation;

import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.index.engine.SearchIndex;
import io.trovex.stage.DependencyUnavailableException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells every index until when it is complete. It notes where the log of submissions ends, and when; once that place is
 * judged, embedded and applied, the index is complete until then. Not derived from what documents say of their times: so
 * an idle log, one that is compacted, and clocks of others do not matter. While the broker is away, the old word holds.
 */
@Component
public class Freshness {
    private static final Logger LOG = LoggerFactory.getLogger(Freshness.class);

    private final GenerationIndexes indexes;
    private final GenerationLags lags;
    private final Clock clock;
    private final Map<String, SubmittedEnd> pending = new HashMap<>();

    Freshness(GenerationIndexes indexes, GenerationLags lags, Clock clock) {
        this.indexes = indexes;
        this.lags = lags;
        this.clock = clock;
    }

    /** To be called a few times a second; by one thread. */
    public void look() {
        List<SearchIndex> open = indexes.open();
        pending.keySet()
                .removeIf(id ->
                        open.stream().noneMatch(index -> index.generation().id().equals(id)));
        for (SearchIndex index : open) {
            try {
                look(index);
            } catch (DependencyUnavailableException | IndexUnavailableException e) {
                LOG.atDebug().addKeyValue("reason", e.getMessage()).log("nobody knows how fresh the index is");
            }
        }
    }

    private void look(SearchIndex index) {
        String id = index.generation().id();
        SubmittedEnd end = pending.get(id);
        if (end == null) {
            end = lags.submitted(clock.instant());
            pending.put(id, end);
        }
        if (lags.isThrough(index, end)) {
            index.completeUntil(end.at());
            pending.remove(id);
        }
    }
}
