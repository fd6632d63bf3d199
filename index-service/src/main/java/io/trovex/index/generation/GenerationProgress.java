package io.trovex.index.generation;

/**
 * How far a generation is.
 *
 * @param documents that it holds
 * @param validated records of the log that are still to be embedded
 * @param embedded records that are still to be indexed
 */
public record GenerationProgress(int documents, long validated, long embedded) {
    public long lag() {
        return validated + embedded;
    }
}
