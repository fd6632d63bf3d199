package io.trovex.ingest.deadletter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.Violation;
import io.trovex.ingest.deadletter.Fate;
import io.trovex.ingest.deadletter.LetterOutcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became, or on a dry run would become, of the letters.
 *
 * @param matched how many letters were meant
 * @param remaining how many of them are still to be asked for: there is a limit for one request
 * @param counts by outcome
 */
record LetterResult(
        @JsonProperty("dry_run") boolean dryRun,
        @JsonProperty("matched") long matched,
        @JsonProperty("remaining") long remaining,
        @JsonProperty("counts") Map<Fate, Long> counts,
        @JsonProperty("letters") List<Item> letters) {

    static LetterResult of(boolean dryRun, long matched, List<LetterOutcome> outcomes) {
        Map<Fate, Long> counts = new EnumMap<>(Fate.class);
        outcomes.forEach(outcome -> counts.merge(outcome.fate(), 1L, Long::sum));
        return new LetterResult(
                dryRun,
                matched,
                matched - outcomes.size(),
                counts,
                outcomes.stream().map(Item::of).toList());
    }

    /**
     * One letter.
     *
     * @param reason why nobody can tell
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Item(
            @JsonProperty("id") String id,
            @JsonProperty("doc_id") @Nullable String docId,
            @JsonProperty("outcome") Fate outcome,
            @JsonProperty("violations") List<Violation> violations,
            @JsonProperty("reason") @Nullable String reason) {

        static Item of(LetterOutcome outcome) {
            return new Item(
                    outcome.id().toString(), outcome.docId(), outcome.fate(), outcome.violations(), outcome.reason());
        }
    }
}
