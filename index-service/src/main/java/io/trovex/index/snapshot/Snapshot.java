package io.trovex.index.snapshot;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.Generation;
import io.trovex.index.engine.CommittedFiles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot says of itself.
 *
 * @param schema of its files
 * @param offsets next offset to consume of each partition of the generation's topic
 * @param committedAt when the index was as it is here
 */
public record Snapshot(
        @JsonProperty("name") String name,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("generation") String generation,
        @JsonProperty("model") String model,
        @JsonProperty("dimension") int dimension,
        @JsonProperty("schema") String schema,
        @JsonProperty("documents") int documents,
        @JsonProperty("offsets") Map<Integer, Long> offsets,
        @JsonProperty("committed_at") @Nullable Instant committedAt,
        @JsonProperty("files") List<SnapshotFile> files) {

    /** @param crc32c of its bytes, in hexadecimal */
    public record SnapshotFile(
            @JsonProperty("name") String name,
            @JsonProperty("bytes") long bytes,
            @JsonProperty("crc32c") String crc32c) {}

    static Snapshot of(String name, Instant now, CommittedFiles committed, List<SnapshotFile> files) {
        Generation generation = committed.generation();
        return new Snapshot(
                name,
                now,
                generation.id(),
                generation.model(),
                generation.dimension(),
                committed.schema(),
                committed.documents(),
                committed.offsets(),
                committed.committedAt(),
                files);
    }

    public long bytes() {
        return files.stream().mapToLong(SnapshotFile::bytes).sum();
    }
}
