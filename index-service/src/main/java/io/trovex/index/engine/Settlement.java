package io.trovex.index.engine;

import io.trovex.contracts.Outcome;
import io.trovex.contracts.Violation;
import java.util.List;

/** What the index made of one document. */
public sealed interface Settlement {
    /** The version rule decided; searches see it after the next refresh. */
    record Settled(Outcome outcome) implements Settlement {}

    /** The document can never enter this index. */
    record Refused(List<Violation> violations) implements Settlement {}
}
