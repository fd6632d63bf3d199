package io.trovex.index.document.kafka;

import io.trovex.contracts.DocumentVersion;
import io.trovex.contracts.Generation;
import java.util.Map;
import java.util.function.Consumer;

/** Whose index says what became of a document, where several generations follow the log. */
public interface Outcomes {
    /**
     * Whether the generation, whose index has just settled this version of a document, is to announce it. True only if
     * searches see it, and of two generations that both settle it at least one is told so, whichever begins to serve
     * meanwhile.
     */
    boolean areToldBy(Generation generation, DocumentVersion document);

    /**
     * @param again reads the generation's topic again from these offsets, by partition, and announces what it settled:
     *     another generation has ended that was to tell it
     */
    void toldBy(Generation generation, Consumer<Map<Integer, Long>> again);
}
