package io.trovex.ingest.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.Origin;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The newest version of a document that the index took.
 *
 * @param origin of its latest submission
 */
public record Held(
        @JsonProperty("version") long version,
        @JsonProperty("origin") Origin origin,
        @JsonProperty("place") Place place) {
    private static final Comparator<Held> NEWEST_LAST = Comparator.comparingLong(Held::version)
            .thenComparingLong(held -> held.origin().offset())
            .thenComparing(Held::place, Place.LATEST_LAST)
            .thenComparingInt(held -> held.origin().partition());

    public Held {
        place = place == null ? Place.UNKNOWN : place;
    }

    /** Submitted once more: until the index tells where, nothing lies behind it. */
    Held at(long offset) {
        Place unknown = new Place(place.generation(), Long.MAX_VALUE, Instant.EPOCH);
        return new Held(version, new Origin(origin.partition(), offset), unknown);
    }

    static @Nullable Held newest(@Nullable Held one, @Nullable Held other) {
        return Stream.of(one, other)
                .filter(held -> held != null)
                .max(NEWEST_LAST)
                .orElse(null);
    }
}
