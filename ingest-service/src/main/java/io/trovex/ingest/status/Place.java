package io.trovex.ingest.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.DocumentIndexed;
import java.time.Instant;
import java.util.Comparator;

/**
 * Where the record lies whose outcome the index told: of one key, compaction keeps the one with the greatest offset.
 *
 * @param generation whose topic it is
 * @param offset in its partition; -1 where the index did not say
 * @param told when the index did
 */
public record Place(
        @JsonProperty("generation") String generation,
        @JsonProperty("offset") long offset,
        @JsonProperty("told") Instant told) {

    /** Stored by a release that did not ask: behind nothing, and nothing is behind it. */
    static final Place UNKNOWN = new Place("", -1, Instant.EPOCH);

    static final Comparator<Place> LATEST_LAST =
            Comparator.comparing(Place::told).thenComparingLong(Place::offset).thenComparing(Place::generation);

    public Place {
        generation = generation == null ? "" : generation;
        told = told == null ? Instant.EPOCH : told;
    }

    public static Place of(DocumentIndexed event) {
        Long offset = event.embeddedOffset();
        return new Place(event.generation(), offset == null ? -1 : offset, event.indexedAt());
    }

    /** Whether compaction removes this one for the other. */
    boolean isBefore(Place other) {
        return generation.equals(other.generation) && offset < other.offset;
    }
}
