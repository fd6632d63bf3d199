package io.trovex.contracts;

/** What every event of a document is about, as {@code ce_id} names it: {@code docId@version}. */
public record DocumentVersion(String docId, long version) {

    /** @throws IllegalArgumentException if the text names no version of a document */
    public static DocumentVersion parse(String eventId) {
        int at = eventId.lastIndexOf('@');
        if (at <= 0) {
            throw new IllegalArgumentException("no docId@version: " + eventId);
        }
        return new DocumentVersion(eventId.substring(0, at), Long.parseLong(eventId.substring(at + 1)));
    }

    @Override
    public String toString() {
        return docId + "@" + version;
    }
}
