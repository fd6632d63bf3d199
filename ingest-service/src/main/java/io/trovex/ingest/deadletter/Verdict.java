package io.trovex.ingest.deadletter;

import io.trovex.contracts.Violation;
import java.util.List;

/** What a stage would make of a letter's record now. */
public sealed interface Verdict {

    record Passes() implements Verdict {}

    record Fails(List<Violation> violations) implements Verdict {}

    /** Nobody can tell. */
    record Unknown(String reason) implements Verdict {}
}
