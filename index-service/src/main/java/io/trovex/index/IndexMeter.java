package io.trovex.index;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.ToDoubleFunction;

/** Every meter of the index. */
public enum IndexMeter {
    /** Time of a search without HTTP; tags {@code mode}, {@code variant}, {@code degraded}, {@code reason}, {@code fallback}. */
    SEARCH("trovex.index.search"),
    /** Time to complete and correct what somebody types, without HTTP. */
    SUGGEST("trovex.index.suggest"),
    /** Time a query's vector took, or its failure; tags {@code generation}, {@code outcome}. */
    QUERY_VECTOR("trovex.index.query.vector"),
    /** 1 while the query embedder failed so often that searches do not ask it; tag {@code generation}. */
    EMBEDDER_AWAY("trovex.index.embedder.away"),
    /** Time to fit a generation's static encoder; tags {@code generation}, {@code outcome} = fitted or failed. */
    STATIC_FIT("trovex.index.static.fit"),
    /** Passages that a generation had when its static encoder was fitted, 0 without one; tag {@code generation}. */
    STATIC_PASSAGES("trovex.index.static.passages"),
    /** Time to apply the documents of a poll. */
    APPLY("trovex.index.apply"),
    /** Time to make them visible. */
    REFRESH("trovex.index.refresh"),
    /** Time to make the index durable. */
    COMMIT("trovex.index.commit"),
    /** Searchable documents. */
    DOCUMENTS("trovex.index.documents"),
    /** Answers that say of their question that it was not taken as it may have been meant; tag {@code code}. */
    NOTICES("trovex.index.search.notices"),
    /** Searches whose answers can be remembered; tag {@code result} = remembered or found. */
    ANSWERS("trovex.index.search.answers"),
    /** Searches that are kept for their next pages. */
    CURSORS("trovex.index.cursors"),
    /** Searches that did not reach the log. */
    UNLOGGED_SEARCHES("trovex.index.searches.unlogged");

    private final String meterName;

    IndexMeter(String meterName) {
        this.meterName = meterName;
    }

    public String meterName() {
        return meterName;
    }

    public Timer timer(MeterRegistry registry, String... tags) {
        return Timer.builder(meterName).tags(tags).publishPercentileHistogram().register(registry);
    }

    public Counter counter(MeterRegistry registry, String... tags) {
        return registry.counter(meterName, tags);
    }

    /** What somebody else counts. */
    public <T> void counter(MeterRegistry registry, T counted, ToDoubleFunction<T> count, String... tags) {
        FunctionCounter.builder(meterName, counted, count).tags(tags).register(registry);
    }
}
