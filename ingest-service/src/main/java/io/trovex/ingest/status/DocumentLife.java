package io.trovex.ingest.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
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
        Instant dropped = times.get(Status.SUPERSEDED);
        List<Superseded> superseded =
                dropped == null ? List.of() : List.of(new Superseded(version, offset, dropped, traceId));
        return new DocumentLife(docId, version, offset, new TreeMap<>(times), null, traceId, superseded);
    }

    public static DocumentLife failed(
            String docId, long version, long offset, Status status, Failure failure, @Nullable String traceId) {
        TreeMap<Status, Instant> times = new TreeMap<>(Map.of(status, failure.at()));
        return new DocumentLife(docId, version, offset, times, failure, traceId, List.of());
    }

    @JsonIgnore
    public Status status() {
        return times.lastKey();
    }

    public boolean isSameSubmission(DocumentLife other) {
        return docId.equals(other.docId) && SUBMISSION.compare(this, other) == 0;
    }

    /** Whether the index holds this version though an older one was submitted after it. */
    @JsonIgnore
    public boolean isBehindAnOlderOne() {
        return status().compareTo(Status.INDEXED) >= 0
                && superseded.stream().anyMatch(each -> each.offset() > offset && each.version() < version);
    }

    /** The same, of a record that repeats its submission at another offset. */
    public DocumentLife at(long otherOffset) {
        return new DocumentLife(docId, version, otherOffset, times, failure, traceId, superseded);
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
                Superseded.union(superseded, other.superseded));
    }

    private DocumentLife remembering(DocumentLife other) {
        List<Superseded> union = Superseded.union(superseded, other.superseded);
        return new DocumentLife(docId, version, offset, times, failure, traceId, union);
    }

    private static <T> @Nullable T lesser(@Nullable T a, @Nullable T b, Comparator<T> order) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return order.compare(a, b) <= 0 ? a : b;
    }
}
