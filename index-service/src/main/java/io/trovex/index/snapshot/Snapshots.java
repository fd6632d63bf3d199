package io.trovex.index.snapshot;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.CommittedFiles;
import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.snapshot.Snapshot.SnapshotFile;
import io.trovex.index.snapshot.SnapshotException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots in one directory, each in one of its own by its name. A snapshot is there whole or not at all, whenever the
 * process ends. Thread-safe.
 */
public final class Snapshots {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Path root;
    private final String schema;
    private final Clock clock;

    /** @param schema of the files that can be restored */
    public Snapshots(Path root, String schema, Clock clock) {
        this.root = root;
        this.schema = schema;
        this.clock = clock;
    }

    /** Of a commit made now; writes go on meanwhile. */
    public synchronized Snapshot create(String name, SearchIndex index) {
        Path directory = directory(name);
        if (Files.exists(directory)) {
            throw new SnapshotException(Reason.EXISTS, "there is a snapshot '%s' already".formatted(name));
        }
        Path partial = root.resolve("." + name);
        try (CommittedFiles committed = committed(index)) {
            return publish(name, committed, partial, directory);
        } catch (IOException e) {
            throw notWritten(name, e);
        } finally {
            discard(partial);
        }
    }

    private Snapshot publish(String name, CommittedFiles committed, Path partial, Path directory) throws IOException {
        fresh(partial);
        List<SnapshotFile> files = new ArrayList<>();
        for (String file : committed.names()) {
            files.add(FileTransfer.transfer(committed.directory().resolve(file), partial.resolve(file)));
        }
        Snapshot snapshot = Snapshot.of(name, clock.instant(), committed, files);
        Manifest.write(partial, snapshot);
        FileTransfer.publish(partial, directory);
        return snapshot;
    }

    /** What a failure leaves would keep files on the disk that the index has deleted. */
    private static void discard(Path partial) {
        try {
            FileTransfer.delete(partial);
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("directory", partial).setCause(e).log("a half-made snapshot stays on the disk");
        }
    }

    /** The oldest first; damaged ones are left out. */
    public List<Snapshot> list() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(root)) {
            return directories
                    .filter(directory ->
                            NAME.matcher(directory.getFileName().toString()).matches())
                    .flatMap(directory -> readable(directory).stream())
                    .sorted(Comparator.comparing(Snapshot::createdAt))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Snapshot find(String name) {
        try {
            return Manifest.read(directory(name));
        } catch (IOException e) {
            throw Manifest.damaged(name, "its manifest cannot be read", e);
        }
    }

    /** A damaged one too. */
    public synchronized void delete(String name) {
        Path directory = directory(name);
        if (!Files.isDirectory(directory)) {
            throw new SnapshotException(Reason.UNKNOWN, "there is no snapshot '%s'".formatted(name));
        }
        try {
            FileTransfer.delete(directory);
        } catch (IOException e) {
            throw notWritten(name, e);
        }
    }

    /**
     * Puts the index of a snapshot in the place of what is in a directory, once every file has been read and found whole.
     * The index of the directory must be closed.
     *
     * @param expected what the index is to be of
     */
    public Snapshot restore(String name, Generation expected, Path target) {
        Snapshot snapshot = find(name);
        expectReadable(snapshot, expected);
        try {
            Path absolute = target.toAbsolutePath();
            Path partial = fresh(absolute.resolveSibling("." + absolute.getFileName() + ".restoring"));
            for (SnapshotFile file : snapshot.files()) {
                Path from = directory(name).resolve(file.name());
                if (!Files.isRegularFile(from)) {
                    throw Manifest.damaged(name, file.name() + " is missing", null);
                }
                if (!FileTransfer.transfer(from, partial.resolve(file.name())).equals(file)) {
                    throw Manifest.damaged(name, file.name() + " is not what was written", null);
                }
            }
            FileTransfer.delete(absolute);
            FileTransfer.publish(partial, absolute);
            return snapshot;
        } catch (IOException e) {
            throw notWritten(name, e);
        }
    }

    private void expectReadable(Snapshot snapshot, Generation expected) {
        if (!snapshot.schema().equals(schema)) {
            throw new SnapshotException(
                    Reason.OTHER_SCHEMA,
                    "the snapshot '%s' has the schema %s, which this version does not read: its is %s; the log fills an empty index"
                            .formatted(snapshot.name(), snapshot.schema(), schema));
        }
        boolean fits = snapshot.generation().equals(expected.id())
                && snapshot.model().equals(expected.model())
                && snapshot.dimension() == expected.dimension();
        if (!fits) {
            throw new SnapshotException(
                    Reason.OTHER_GENERATION,
                    "the snapshot '%s' is of %s with %s (%d), not of %s with %s (%d)"
                            .formatted(
                                    snapshot.name(),
                                    snapshot.generation(),
                                    snapshot.model(),
                                    snapshot.dimension(),
                                    expected.id(),
                                    expected.model(),
                                    expected.dimension()));
        }
    }

    private static CommittedFiles committed(SearchIndex index) {
        try {
            return index.committedFiles()
                    .orElseThrow(() -> new SnapshotException(
                            Reason.NOT_HERE, "the index is in OpenSearch, whose own snapshots hold it"));
        } catch (IndexUnavailableException e) {
            throw new SnapshotException(Reason.INDEX_UNAVAILABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private static List<Snapshot> readable(Path directory) {
        try {
            return List.of(Manifest.read(directory));
        } catch (SnapshotException | IOException _) {
            return List.of();
        }
    }

    private static Path fresh(Path directory) throws IOException {
        FileTransfer.delete(directory);
        return Files.createDirectories(directory);
    }

    private Path directory(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new SnapshotException(
                    Reason.BAD_NAME,
                    "a name has 1 to 100 letters, digits, '.', '_', '-', and begins with a letter or digit");
        }
        return root.resolve(name);
    }

    private static SnapshotException notWritten(String name, IOException cause) {
        return new SnapshotException(
                Reason.NOT_WRITTEN, "the snapshot '%s' cannot be written or read: %s".formatted(name, cause), cause);
    }
}
