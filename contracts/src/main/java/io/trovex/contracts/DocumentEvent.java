package io.trovex.contracts;

/** A step in the life of one version of one document. */
public sealed interface DocumentEvent extends Event
        permits DocumentSubmitted, DocumentValidated, DocumentEmbedded, DocumentIndexed {

    String docId();

    /** Orders the versions of a document: an effect is applied iff it is not older than what is held. */
    long version();

    @Override
    default String eventId() {
        return new DocumentVersion(docId(), version()).toString();
    }

    @Override
    default String subject() {
        return docId();
    }
}
