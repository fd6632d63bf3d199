package io.trovex.ingest.backpressure;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Closes at once when the depth reaches the high mark, opens when it has fallen to the low one and the dwell is over.
 * Between the marks it stays as it is. Thread-safe.
 */
public final class Gate {
    private final Watermarks marks;
    private final InstantSource clock;
    private State state = State.ACCEPTING;
    private Instant since;

    /** Open or closed. */
    public enum State {
        @JsonProperty("accepting")
        ACCEPTING,
        @JsonProperty("saturated")
        SATURATED
    }

    public Gate(Watermarks marks, InstantSource clock) {
        this.marks = marks;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** @param depth documents in flight now */
    public synchronized State observe(long depth) {
        switch (state) {
            case ACCEPTING -> {
                if (depth >= marks.high()) {
                    become(State.SATURATED);
                }
            }
            case SATURATED -> {
                if (depth <= marks.low() && !clock.instant().isBefore(since.plus(marks.dwell()))) {
                    become(State.ACCEPTING);
                }
            }
        }
        return state;
    }

    public synchronized State state() {
        return state;
    }

    /** When it last opened or closed. */
    public synchronized Instant since() {
        return since;
    }

    public Watermarks marks() {
        return marks;
    }

    private void become(State next) {
        state = next;
        since = clock.instant();
    }
}
