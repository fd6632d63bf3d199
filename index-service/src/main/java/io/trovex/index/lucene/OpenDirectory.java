package io.trovex.index.lucene;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.CommittedFiles;
import io.trovex.index.engine.IndexUnavailableException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.KeepOnlyLastCommitDeletionPolicy;
import org.apache.lucene.index.SnapshotDeletionPolicy;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;

/** A directory with its one writer, tuned for many small refreshes on few cores. */
final class OpenDirectory implements Closeable {
    /**
     * Segments below this count as equally small. Lucene's own 16 MB would have a young index rewritten as a whole
     * every few refreshes.
     */
    private static final double FLOOR_SEGMENT_MB = 0.5;

    private final Path path;
    private final FSDirectory directory;
    private final ConcurrentMergeScheduler merges;
    private final IndexWriter writer;
    private final SnapshotDeletionPolicy commits;

    private OpenDirectory(
            Path path,
            FSDirectory directory,
            ConcurrentMergeScheduler merges,
            IndexWriter writer,
            SnapshotDeletionPolicy commits) {
        this.path = path;
        this.directory = directory;
        this.merges = merges;
        this.writer = writer;
        this.commits = commits;
    }

    static OpenDirectory at(Path path, IndexSettings settings) {
        try {
            Files.createDirectories(path);
            FSDirectory directory = FSDirectory.open(path);
            try {
                SnapshotDeletionPolicy commits = new SnapshotDeletionPolicy(new KeepOnlyLastCommitDeletionPolicy());
                ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
                // one thread merges, as nice as whoever starts it, and a queue of merges never stops a document from
                // coming in
                merges.setMaxMergesAndThreads(24, 1);
                IndexWriter writer =
                        new IndexWriter(directory, config(settings, merges).setIndexDeletionPolicy(commits));
                return new OpenDirectory(path, directory, merges, writer, commits);
            } catch (IOException e) {
                directory.close();
                throw e;
            } catch (IllegalArgumentException e) {
                directory.close();
                throw new IndexUnavailableException(
                        "the index in %s is of another release: %s".formatted(path, e.getMessage()), e);
            }
        } catch (LockObtainFailedException e) {
            throw new IndexUnavailableException("the index in " + path + " is open in another process or service", e);
        } catch (IOException e) {
            throw new IndexUnavailableException("cannot open the index in " + path + ": " + e.getMessage(), e);
        }
    }

    Path path() {
        return path;
    }

    IndexWriter writer() {
        return writer;
    }

    /** The files of the last commit, of which there must be one. */
    CommittedFiles held(Generation generation) throws IOException {
        IndexCommit commit = commits.snapshot();
        Closeable hold = () -> {
            commits.release(commit);
            writer.deleteUnusedFiles();
        };
        try {
            return HeldCommit.of(this, commit, generation, hold);
        } catch (IOException | RuntimeException e) {
            try (hold) {
                throw e;
            }
        }
    }

    /** User data of the last commit; empty when there is none. */
    Map<String, String> commitData() {
        Map<String, String> data = new HashMap<>();
        Iterable<Map.Entry<String, String>> entries = writer.getLiveCommitData();
        if (entries != null) {
            entries.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
        return data;
    }

    /** Has segments merged beside, now that there is time. */
    void mergeAtRest() throws IOException {
        writer.maybeMerge();
    }

    void awaitMerges() {
        merges.sync();
    }

    /** Closes the writer, which must have nothing uncommitted, without waiting for merges. */
    @Override
    public void close() throws IOException {
        try (directory) {
            writer.rollback();
        }
    }

    void abandon() {
        try {
            close();
        } catch (IOException e) {
            throw new IndexUnavailableException("cannot close the index", e);
        }
    }

    private static IndexWriterConfig config(IndexSettings settings, ConcurrentMergeScheduler merges) {
        return new IndexWriterConfig(TextFields.ANALYZER)
                .setSimilarity(TunedSearchers.similarity(settings.bm25()))
                .setCodec(new TrovexCodec())
                .setRAMBufferSizeMB(settings.bufferMegabytes())
                .setMaxFullFlushMergeWaitMillis(0)
                .setMergeScheduler(merges)
                .setMergePolicy(new MergesAtRest(
                        new TieredMergePolicy().setDeletesPctAllowed(10).setFloorSegmentMB(FLOOR_SEGMENT_MB)))
                .setCommitOnClose(false);
    }
}
