package io.trovex.ingest.deadletter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.Topics;
import io.trovex.ingest.deadletter.LetterGroup;
import io.trovex.ingest.deadletter.LetterState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Letters of one cause.
 *
 * @param states how many are in each state
 * @param example the newest, an open one if there is any; absent if retention has just removed it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GroupView(
        @JsonProperty("fingerprint") String fingerprint,
        @JsonProperty("stage") String stage,
        @JsonProperty("topic") String topic,
        @JsonProperty("count") long count,
        @JsonProperty("states") Map<LetterState, Long> states,
        @JsonProperty("first_seen") Instant firstSeen,
        @JsonProperty("last_seen") Instant lastSeen,
        @JsonProperty("oldest_open") @Nullable Instant oldestOpen,
        @JsonProperty("example") @Nullable LetterView example) {

    static GroupView of(LetterGroup group, @Nullable LetterView example) {
        return new GroupView(
                group.fingerprint(),
                group.stage(),
                Topics.sourceOf(group.topic()),
                group.count(),
                new TreeMap<>(group.states()),
                group.firstSeen(),
                group.lastSeen(),
                group.oldestOpen(),
                example);
    }

    /** All groups, those with the most open letters first. */
    record GroupList(@JsonProperty("groups") List<GroupView> groups) {}
}
