package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A canary began, went on, or ended by what its searches came to. Every decision has a key of its own and stays; the newest of a candidate says how
 * it stands.
 *
 * @param candidate id of the generation that is tried
 * @param share percent of the users who have it from now on
 * @param step index of the step it is at, or ended at, from 0
 * @param since when it got to that step
 * @param cause why it was rolled back
 * @param candidateSearches what led to the decision; absent at the start
 * @param servingSearches the same of the serving generation
 * @param carried by signal, the logarithm of what the Bayes factors of earlier steps count on with
 * @param baseline what the serving generation's searches came to in earlier steps
 * @param startedAt {@code decidedAt} of the decision that began the canary; absent from earlier releases
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CanaryDecided(
        @JsonProperty("candidate") String candidate,
        @JsonProperty("decision") CanaryStep decision,
        @JsonProperty("share") double share,
        @JsonProperty("step") int step,
        @JsonProperty("since") Instant since,
        @JsonProperty("cause") @Nullable String cause,
        @JsonProperty("candidate_searches") @Nullable ArmSearches candidateSearches,
        @JsonProperty("serving_searches") @Nullable ArmSearches servingSearches,
        @JsonProperty("findings") List<CanaryFinding> findings,
        @JsonProperty("carried") Map<String, Double> carried,
        @JsonProperty("baseline") ArmSearches baseline,
        @JsonProperty("started_at") @Nullable Instant startedAt,
        @JsonProperty("decided_at") Instant decidedAt)
        implements Event {
    private static final String KEY = "canary/";

    @Override
    public String eventId() {
        return subject();
    }

    /** The record's key: {@code canary/<candidate>/<decided at>}. */
    @Override
    public String subject() {
        return KEY + candidate + "/" + decidedAt;
    }

    /** Whether a record of {@code pipeline.control} with this key is a decision on a canary. */
    public static boolean isKey(String key) {
        return key.startsWith(KEY);
    }

    /** Whether users have the candidate after it. */
    public boolean keepsItsUsers() {
        return decision != CanaryStep.ROLLED_BACK;
    }
}
