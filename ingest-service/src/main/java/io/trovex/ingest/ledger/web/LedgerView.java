package io.trovex.ingest.ledger.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.ingest.ledger.End;
import io.trovex.ingest.ledger.LedgerAccount;
import io.trovex.ingest.ledger.OverdueReport;
import io.trovex.ingest.ledger.PartitionAccount;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ledger as clients see it.
 *
 * @param complete false while the log is still being read after a start
 * @param balanced whether both sides of every partition's equation are equal
 * @param equation of the totals: submitted = indexed + superseded + deleted + rejected + dead-lettered + in flight
 */
record LedgerView(
        @JsonProperty("as_of") Instant asOf,
        @JsonProperty("complete") boolean complete,
        @JsonProperty("balanced") boolean balanced,
        @JsonProperty("equation") String equation,
        @JsonProperty("totals") Sums totals,
        @JsonProperty("partitions") List<Partition> partitions,
        @JsonProperty("deadline_seconds") double deadlineSeconds,
        @JsonProperty("overdue") Overdue overdue) {

    /** How many submissions there are in each place; {@code accounted} is the right side of the equation. */
    record Sums(
            @JsonProperty("submitted") long submitted,
            @JsonProperty("indexed") long indexed,
            @JsonProperty("superseded") long superseded,
            @JsonProperty("deleted") long deleted,
            @JsonProperty("rejected") long rejected,
            @JsonProperty("dead_lettered") long deadLettered,
            @JsonProperty("in_flight") long inFlight,
            @JsonProperty("accounted") long accounted) {

        static Sums of(long submitted, Map<End, Long> ends, long inFlight) {
            return new Sums(
                    submitted,
                    ends.getOrDefault(End.INDEXED, 0L),
                    ends.getOrDefault(End.SUPERSEDED, 0L),
                    ends.getOrDefault(End.DELETED, 0L),
                    ends.getOrDefault(End.REJECTED, 0L),
                    ends.getOrDefault(End.DEAD_LETTERED, 0L),
                    inFlight,
                    ends.values().stream().mapToLong(Long::longValue).sum() + inFlight);
        }

        String equation() {
            return submitted + " = "
                    + Stream.of(indexed, superseded, deleted, rejected, deadLettered, inFlight)
                            .map(String::valueOf)
                            .collect(Collectors.joining(" + "));
        }
    }

    /**
     * @param opening the first offset accounted for
     * @param next the first offset not read yet
     */
    record Partition(
            @JsonProperty("partition") int partition,
            @JsonProperty("opening") long opening,
            @JsonProperty("next") long next,
            @JsonProperty("balanced") boolean balanced,
            @JsonProperty("sums") Sums sums) {

        static Partition of(PartitionAccount account) {
            return new Partition(
                    account.partition(),
                    account.opening(),
                    account.next(),
                    account.isBalanced(),
                    Sums.of(account.submitted(), account.ends(), account.inFlight()));
        }
    }

    /** @param offsets the first of them; {@code total} counts all */
    record Overdue(
            @JsonProperty("as_of") Instant asOf,
            @JsonProperty("total") long total,
            @JsonProperty("offsets") List<OverdueView> offsets) {}

    static LedgerView of(LedgerAccount account, OverdueReport overdue, Instant now) {
        Sums totals = Sums.of(account.submitted(), account.ends(), account.inFlight());
        return new LedgerView(
                account.asOf(),
                account.complete(),
                account.isBalanced(),
                totals.equation(),
                totals,
                account.partitions().stream().map(Partition::of).toList(),
                overdue.deadline().toMillis() / 1000.0,
                new Overdue(
                        overdue.asOf(),
                        overdue.total(),
                        overdue.named().stream()
                                .map(each -> OverdueView.of(each, now))
                                .toList()));
    }
}
