package io.trovex.ingest.objects;

/** Something that refers to objects. */
public interface ReferenceSource {

    /** Begins at the very beginning; the caller closes it. */
    ReferenceReader open();
}
