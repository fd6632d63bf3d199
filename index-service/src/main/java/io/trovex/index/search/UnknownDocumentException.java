package io.trovex.index.search;

/** More documents like one are asked for that is not in the index, or no longer. */
public class UnknownDocumentException extends RuntimeException {
    public UnknownDocumentException(String docId) {
        super("there is no document '%s' to find others like".formatted(docId));
    }
}
