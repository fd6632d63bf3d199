package io.trovex.ingest.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A submission that came too late: the index held a newer version.
 *
 * @param offset of the submitted record in its partition
 * @param at when the index first said so
 * @param place of the embedded record that it dropped last: a replay brings the same submission again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Superseded(
        @JsonProperty("version") long version,
        @JsonProperty("offset") long offset,
        @JsonProperty("at") Instant at,
        @JsonProperty("place") Place place,
        @JsonProperty("trace_id") @Nullable String traceId) {

    /** So many are remembered of a document. */
    static final int MOST = 10;

    private static final Comparator<Superseded> LATEST_FIRST = Comparator.comparingLong(Superseded::offset)
            .thenComparingLong(Superseded::version)
            .reversed();

    public Superseded {
        place = place == null ? Place.UNKNOWN : place;
        at = at == null ? place.told() : at;
    }

    static Superseded at(long version, long offset, Place place, @Nullable String traceId) {
        return new Superseded(version, offset, place.told(), place, traceId);
    }

    /** The latest of both, each once; commutative, associative and idempotent. */
    static List<Superseded> union(Collection<Superseded> some, Collection<Superseded> others) {
        TreeMap<Superseded, Superseded> all = new TreeMap<>(LATEST_FIRST);
        some.forEach(each -> all.merge(each, each, Superseded::join));
        others.forEach(each -> all.merge(each, each, Superseded::join));
        return new ArrayList<>(all.values()).subList(0, Math.min(MOST, all.size()));
    }

    /** Of one submission: when it was first dropped, and where it lies now. */
    private static Superseded join(Superseded a, Superseded b) {
        return new Superseded(
                a.version,
                a.offset,
                a.at.isBefore(b.at) ? a.at : b.at,
                Place.LATEST_LAST.compare(a.place, b.place) < 0 ? b.place : a.place,
                Stream.of(a, b)
                        .map(Superseded::traceId)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }
}
