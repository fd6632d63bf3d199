package io.trovex.ingest.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A submission that came too late: the index held a newer version.
 *
 * @param offset of the submitted record in its partition
 * @param place of the embedded record, and when the index said so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Superseded(
        @JsonProperty("version") long version,
        @JsonProperty("offset") long offset,
        @JsonProperty("place") Place place,
        @JsonProperty("trace_id") @Nullable String traceId) {

    /** So many are remembered of a document. */
    static final int MOST = 10;

    private static final Comparator<Superseded> LATEST_FIRST = Comparator.comparingLong(Superseded::offset)
            .thenComparingLong(Superseded::version)
            .reversed();

    /** The latest of both, each once; commutative, associative and idempotent. */
    static List<Superseded> union(Collection<Superseded> some, Collection<Superseded> others) {
        TreeMap<Superseded, Superseded> all = new TreeMap<>(LATEST_FIRST);
        some.forEach(each -> all.merge(each, each, Superseded::earlier));
        others.forEach(each -> all.merge(each, each, Superseded::earlier));
        return new ArrayList<>(all.values()).subList(0, Math.min(MOST, all.size()));
    }

    private static Superseded earlier(Superseded a, Superseded b) {
        int order = Place.LATEST_LAST.compare(a.place, b.place);
        if (order == 0) {
            order = Objects.requireNonNullElse(a.traceId, "").compareTo(Objects.requireNonNullElse(b.traceId, ""));
        }
        return order <= 0 ? a : b;
    }
}
