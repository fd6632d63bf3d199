package io.trovex.embedding.document;

import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.Violation;
import java.util.List;

/** What embedding makes of a document. */
public sealed interface Embedding {

    record Embedded(DocumentEmbedded document) implements Embedding {}

    /** The document brought a vector that does not belong into this generation. */
    record Refused(List<Violation> violations) implements Embedding {}
}
