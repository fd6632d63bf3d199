package io.trovex.ingest.document;

import io.trovex.contracts.Violation;
import java.util.List;

/** What came of reading a client's JSON. */
public sealed interface Reading {

    record Understood(DocumentRequest request) implements Reading {}

    /** The bytes are no JSON object in UTF-8. */
    record Malformed(String detail) implements Reading {}

    /** JSON, but not a document; every violation, not only the first. */
    record Refused(List<Violation> violations) implements Reading {}
}
