package io.trovex.feedback.event;

import io.trovex.contracts.FeedbackReceived;
import io.trovex.contracts.Violation;
import java.util.List;

/** What a reader made of one request: all of its events, or none. */
public sealed interface Reading {

    /** In the order of the request; at least one. */
    record Understood(List<FeedbackReceived> events) implements Reading {}

    /** Not JSON, or JSON of another shape altogether. */
    record Malformed(String detail) implements Reading {}

    /** More events than one request may bring. */
    record TooMany(int limit) implements Reading {}

    /** Every reason; with several events a field begins with the event's index, such as {@code [2].action_name}. */
    record Refused(List<Violation> violations) implements Reading {}
}
