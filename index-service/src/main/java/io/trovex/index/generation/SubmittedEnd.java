package io.trovex.index.generation;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where {@code documents.submitted} ended at some moment, and then the log behind it, for one generation that follows. */
final class SubmittedEnd {
    private final Instant at;
    private final Map<Integer, Long> ends;
    private @Nullable LogEnd validated;

    /** @param at not after the ends were asked for */
    SubmittedEnd(Instant at, Map<Integer, Long> ends) {
        this.at = at;
        this.ends = ends;
    }

    Instant at() {
        return at;
    }

    Map<Integer, Long> ends() {
        return ends;
    }

    /** Not before everything submitted until then was judged. */
    @Nullable
    LogEnd validated() {
        return validated;
    }

    void validated(LogEnd end) {
        validated = end;
    }
}
