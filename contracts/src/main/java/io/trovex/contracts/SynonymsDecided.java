package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * Somebody decided which words are synonyms; the newest decision counts, and holds all the rules there are.
 *
 * @param rules none once they were deleted
 */
public record SynonymsDecided(
        @JsonProperty("rules") List<SynonymRule> rules,
        @JsonProperty("decided_at") Instant decidedAt) implements Event {
    private static final String KEY = "synonyms";

    public SynonymsDecided {
        rules = List.copyOf(rules);
    }

    @Override
    public String eventId() {
        return subject() + "@" + decidedAt;
    }

    /** The record's key: {@code synonyms}, so that compaction keeps the newest. */
    @Override
    public String subject() {
        return KEY;
    }

    /** Whether a record of {@code pipeline.control} with this key is a decision on synonyms. */
    public static boolean isKey(String key) {
        return key.equals(KEY);
    }
}
