package io.trovex.index.snapshot;

import org.jspecify.annotations.Nullable;

/** A snapshot cannot be had: made, read, restored. */
public final class SnapshotException extends RuntimeException {

    /** Why. */
    public enum Reason {
        /** The name is none for a directory. */
        BAD_NAME,
        /** There is one of that name. */
        EXISTS,
        /** There is none of that name. */
        UNKNOWN,
        /** It is not what was once written. */
        DAMAGED,
        /** The index to copy is closed, or damaged itself. */
        INDEX_UNAVAILABLE,
        /** It holds another generation, or another model's. */
        OTHER_GENERATION,
        /** It was made by another version of Trovex, whose index this one does not read. */
        OTHER_SCHEMA,
        /** The engine keeps its index, and snapshots of it, elsewhere. */
        NOT_HERE,
        /** The disk does not take it. */
        NOT_WRITTEN
    }

    private final Reason reason;

    SnapshotException(Reason reason, String message) {
        this(reason, message, null);
    }

    SnapshotException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
