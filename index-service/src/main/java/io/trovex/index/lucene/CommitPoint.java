package io.trovex.index.lucene;

import io.trovex.contracts.Generation;
import io.trovex.contracts.GenerationSpec;
import io.trovex.index.engine.IndexUnavailableException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a Lucene commit says besides its segments.
 *
 * @param offsets next offset to consume of each partition of the generation's topic
 * @param at when it was made; null before the first
 */
record CommitPoint(
        Generation generation,
        Map<Integer, Long> offsets,
        @Nullable Instant at) {
    private static final String SCHEMA = "schema";
    private static final Set<String> OUTDATED = Set.of("1", "2", "3", "4", "5", "6", "7");
    private static final String GENERATION = "generation";
    private static final String MODEL = "model";
    private static final String DIMENSION = "dimension";
    private static final String ANALYZER = "analyzer";
    private static final String AT = "committed_at";
    private static final String OFFSET = "offset.";

    Map<String, String> userData() {
        Map<String, String> data = new HashMap<>();
        data.put(SCHEMA, Fields.SCHEMA);
        data.put(GENERATION, generation.id());
        data.put(MODEL, generation.model());
        data.put(DIMENSION, String.valueOf(generation.dimension()));
        data.put(ANALYZER, generation.analyzer());
        data.put(AT, String.valueOf(at));
        offsets.forEach((partition, offset) -> data.put(OFFSET + partition, offset.toString()));
        return data;
    }

    /** Whether the index was written with an older schema, so that it must be built anew from the log. */
    static boolean isOutdated(Map<String, String> data) {
        return OUTDATED.contains(data.getOrDefault(SCHEMA, Fields.SCHEMA));
    }

    /**
     * Of an outdated index: that nothing is consumed yet. An index keeps the analyzer that it was made with, whatever is
     * expected; those of before there was a choice are English.
     *
     * @throws IndexUnavailableException if the commit is another generation's, or of a later schema
     */
    static CommitPoint read(Map<String, String> data, Generation expected) {
        if (!data.containsKey(SCHEMA)) {
            return new CommitPoint(expected, Map.of(), null);
        }
        if (!isOutdated(data)) {
            expect("schema", Fields.SCHEMA, data.get(SCHEMA));
        }
        expect("generation", expected.id(), data.get(GENERATION));
        expect("model", expected.model(), data.get(MODEL));
        expect("dimension", String.valueOf(expected.dimension()), data.get(DIMENSION));
        Generation kept = expected.analyzedBy(data.getOrDefault(ANALYZER, GenerationSpec.ENGLISH));
        if (isOutdated(data)) {
            return new CommitPoint(kept, Map.of(), null);
        }
        Map<Integer, Long> offsets = new TreeMap<>();
        data.forEach((key, value) -> {
            if (key.startsWith(OFFSET)) {
                offsets.put(Integer.valueOf(key.substring(OFFSET.length())), Long.valueOf(value));
            }
        });
        return new CommitPoint(kept, offsets, Instant.parse(data.get(AT)));
    }

    private static void expect(String what, String expected, @Nullable String actual) {
        if (!expected.equals(actual)) {
            throw new IndexUnavailableException(
                    "the index in this directory has %s %s, not %s: use another directory, or the settings it was made with"
                            .formatted(what, actual, expected),
                    null);
        }
    }
}
