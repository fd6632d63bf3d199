package io.trovex.stage;

import io.trovex.contracts.Event;
import io.trovex.contracts.Violation;
import java.util.List;

/** What a stage makes of one record. */
public sealed interface Result {

    /** The next fact, keyed by its subject. */
    record Forward(String topic, Event event) implements Result {}

    /** The record can never pass: its original bytes go to the dead-letter topic with these reasons. */
    record Reject(List<Violation> violations) implements Result {}

    /** The stage's effect is elsewhere; nothing follows in the log. */
    record Done() implements Result {}
}
