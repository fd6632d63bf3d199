package io.trovex.validation.record;

import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Violation;
import java.util.List;

/** Whether a document may go on. */
public sealed interface Verdict {

    /**
     * It may.
     *
     * @param document normalised; its body is inline, however long
     */
    record Accepted(DocumentValidated document) implements Verdict {}

    /**
     * It may not, now or later.
     *
     * @param violations every reason, never empty
     */
    record Rejected(List<Violation> violations) implements Verdict {}
}
