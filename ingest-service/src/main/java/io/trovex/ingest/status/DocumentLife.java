package io.trovex.ingest.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.Origin;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the latest submission of a document. One event makes a small life; {@link #merge} joins two. The join
 * is commutative, associative and idempotent, so redelivery, replay and the order across topics change nothing.
 *
 * @param offset of the submitted record in its partition; tells submissions of one version apart
 * @param times when each status was first reached, never empty
 * @param traceId of the request that submitted it
 * @param held the newest version that the index took, this one or an older one
 * @param superseded the latest submissions of the document that the index dropped, this one perhaps among them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DocumentLife(
        @JsonProperty("doc_id") String docId,
        @JsonProperty("version") long version,
        @JsonProperty("offset") long offset,
        @JsonProperty("times") SortedMap<Status, Instant> times,
        @JsonProperty("failure") @Nullable Failure failure,
        @JsonProperty("trace_id") @Nullable String traceId,
        @JsonProperty("held") @Nullable Held held,

        @JsonProperty("superseded") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Superseded> superseded) {

    /** The offset of an upload whose text is not in the log yet: older than every submission of its version. */
    public static final long NOT_SUBMITTED = -1;

    private static final Comparator<DocumentLife> SUBMISSION =
            Comparator.comparingLong(DocumentLife::version).thenComparingLong(DocumentLife::offset);

    public DocumentLife {
        times = Collections.unmodifiableSortedMap(new TreeMap<>(times));
        superseded = superseded == null ? List.of() : List.copyOf(superseded);
    }

    public static DocumentLife reached(
            String docId, long version, long offset, Map<Status, Instant> times, @Nullable String traceId) {
        return new DocumentLife(docId, version, offset, new TreeMap<>(times), null, traceId, null, List.of());
    }

    /** What the index made of it. */
    public static DocumentLife settled(
            String docId,
            long version,
            Origin origin,
            Map<Status, Instant> times,
            Place place,
            @Nullable String traceId) {
        boolean dropped = times.containsKey(Status.SUPERSEDED);
        return new DocumentLife(
                docId,
                version,
                origin.offset(),
                new TreeMap<>(times),
                null,
                traceId,
                dropped ? null : new Held(version, origin, place),
                dropped ? List.of(Superseded.at(version, origin.offset(), place, traceId)) : List.of());
    }

    public static DocumentLife failed(
            String docId, long version, long offset, Status status, Failure failure, @Nullable String traceId) {
        TreeMap<Status, Instant> times = new TreeMap<>(Map.of(status, failure.at()));
        return new DocumentLife(docId, version, offset, times, failure, traceId, null, List.of());
    }

    @JsonIgnore
    public Status status() {
        return times.lastKey();
    }

    public boolean isSameSubmission(DocumentLife other) {
        return docId.equals(other.docId) && SUBMISSION.compare(this, other) == 0;
    }

    /**
     * Whether compaction would remove what the index holds: an older version, which the index dropped, came after it in
     * the generation's topic, or a newer one, which a stage refused, in an earlier topic.
     */
    @JsonIgnore
    public boolean isHeldNotLast() {
        if (held == null) {
            return false;
        }
        boolean refused = status().isFailure()
                && version > held.version()
                && offset > held.origin().offset();
        return refused
                || superseded.stream()
                        .anyMatch(each ->
                                each.version() < held.version() && held.place().isBefore(each.place()));
    }

    /** The same, when what the index holds is submitted once more, at another offset. */
    public DocumentLife heldAgainAt(long otherOffset) {
        if (held == null) {
            return this;
        }
        boolean own = version == held.version() && offset == held.origin().offset();
        return new DocumentLife(
                docId, version, own ? otherOffset : offset, times, failure, traceId, held.at(otherOffset), superseded);
    }

    /** The newer submission's life, and what either knows of dropped ones; of the same submission, everything. */
    public DocumentLife merge(DocumentLife other) {
        if (!docId.equals(other.docId)) {
            throw new IllegalArgumentException("lives of two documents do not merge");
        }
        int order = SUBMISSION.compare(this, other);
        if (order != 0) {
            return order > 0 ? remembering(other) : other.remembering(this);
        }
        EnumMap<Status, Instant> both = new EnumMap<>(times);
        other.times.forEach((status, at) -> both.merge(status, at, (a, b) -> a.isBefore(b) ? a : b));
        return new DocumentLife(
                docId,
                version,
                offset,
                new TreeMap<>(both),
                lesser(failure, other.failure, Failure.ORDER),
                lesser(traceId, other.traceId, Comparator.naturalOrder()),
                Held.newest(held, other.held),
                Superseded.union(superseded, other.superseded));
    }

    private DocumentLife remembering(DocumentLife other) {
        List<Superseded> union = Superseded.union(superseded, other.superseded);
        return new DocumentLife(docId, version, offset, times, failure, traceId, Held.newest(held, other.held), union);
    }

    private static <T> @Nullable T lesser(@Nullable T a, @Nullable T b, Comparator<T> order) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return order.compare(a, b) <= 0 ? a : b;
    }
}
