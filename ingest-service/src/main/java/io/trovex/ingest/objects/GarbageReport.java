package io.trovex.ingest.objects;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How far a collection is, and at its end what came of it.
 *
 * @param dryRun nothing is removed
 * @param objects in the store
 * @param bytes of them
 * @param young objects put within the grace period, which are kept whatever refers to them
 * @param records of the log and the queue that were searched for references
 * @param collectable old objects that nothing refers to; while marking, those for which no reference was found yet
 * @param collectableBytes of them
 * @param removed of the collectable
 * @param removedBytes of them
 */
public record GarbageReport(
        @JsonProperty("state") State state,
        @JsonProperty("dry_run") boolean dryRun,
        @JsonProperty("objects") long objects,
        @JsonProperty("bytes") long bytes,
        @JsonProperty("young") long young,
        @JsonProperty("records") long records,
        @JsonProperty("collectable") long collectable,
        @JsonProperty("collectable_bytes") long collectableBytes,
        @JsonProperty("removed") long removed,
        @JsonProperty("removed_bytes") long removedBytes) {

    /** What a collection is doing. */
    public enum State {
        @JsonProperty("listing")
        LISTING,
        @JsonProperty("marking")
        MARKING,
        @JsonProperty("removing")
        REMOVING,
        @JsonProperty("done")
        DONE
    }
}
