package io.trovex.stage;

import io.trovex.contracts.Event;
import java.util.function.ToLongFunction;

/** How much of a poll is worked on at once: a slice ends with the record that makes it weigh {@code enough}. */
record Slicing<E extends Event>(long enough, ToLongFunction<E> weight) {

    static <E extends Event> Slicing<E> none() {
        return new Slicing<>(Long.MAX_VALUE, _ -> 0);
    }
}
