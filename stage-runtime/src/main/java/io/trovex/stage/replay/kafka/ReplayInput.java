package io.trovex.stage.replay.kafka;

import io.trovex.contracts.Generation;
import io.trovex.contracts.Topics;
import java.util.List;
import java.util.Optional;

/**
 * A stage that can be replayed.
 *
 * @param stage its name where it runs
 * @param topic that it reads
 */
record ReplayInput(String stage, String topic) {
    private static final String VALIDATION = "validation";
    private static final String EMBEDDING = "embedding";
    private static final String INDEX = "index";

    /**
     * @param name {@code validation}; {@code embedding} or {@code index}, which are the serving generation's; or
     *     {@code embedding.<generation>} or {@code index.<generation>}
     * @param current generations, the serving one first
     * @param configured the one whose stages bear no generation's name
     * @return empty for any other name
     */
    static Optional<ReplayInput> of(String name, List<Generation> current, Generation configured) {
        if (name.equals(VALIDATION)) {
            return Optional.of(new ReplayInput(VALIDATION, Topics.DOCUMENTS_SUBMITTED));
        }
        int dot = name.indexOf('.');
        String kind = dot < 0 ? name : name.substring(0, dot);
        if (!kind.equals(EMBEDDING) && !kind.equals(INDEX)) {
            return Optional.empty();
        }
        return current.stream()
                .filter(generation -> dot < 0 || generation.id().equals(name.substring(dot + 1)))
                .findFirst()
                .map(generation -> new ReplayInput(
                        generation.id().equals(configured.id()) ? kind : kind + "." + generation.id(),
                        kind.equals(INDEX) ? generation.topic() : Topics.DOCUMENTS_VALIDATED));
    }
}
