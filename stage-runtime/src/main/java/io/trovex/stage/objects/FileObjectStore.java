package io.trovex.stage.objects;

import io.trovex.stage.DependencyUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files on a disk that all services share. A file under its name is complete and on disk. A removal first moves the file
 * aside: whoever puts it meanwhile either has marked it as new, and it is moved back, or finds it gone and writes it anew.
 */
public final class FileObjectStore implements ObjectStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileObjectStore.class);

    /** A draft this old belongs to a process that has died. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path directory;
    private final Path drafts;
    private final Path aside;
    private final Path marker;
    private volatile boolean seen;

    /** @param directory made at the first use unless it is there */
    public FileObjectStore(Path directory) {
        this.directory = directory;
        this.drafts = directory.resolve("drafts");
        this.aside = directory.resolve("aside");
        this.marker = directory.resolve("this-is-the-object-store");
        if (Files.isDirectory(directory)) {
            recognise();
        }
    }

    private void recognise() {
        try {
            requireStore();
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("the object store's directory cannot be used for now");
        }
    }

    @Override
    public String put(ObjectContent content) {
        try {
            String address = Address.of(content);
            Path file = file(address);
            requireStore();
            if (!renewed(file, content.length())) {
                write(content, file);
            }
            // also for an object that is there: whoever writes it may not have come so far
            sync(shard(address));
            sync(directory);
            return address;
        } catch (IOException e) {
            throw new DependencyUnavailableException("object_store", "the object store's disk takes no object", e);
        }
    }

    @Override
    public byte[] get(String address) {
        try {
            return Address.verified(address, read(file(address), aside.resolve(address)));
        } catch (NoSuchFileException _) {
            throw new ObjectMissingException(address);
        } catch (IOException e) {
            throw new DependencyUnavailableException(
                    "object_store", "the object store's disk does not give object " + address, e);
        }
    }

    @Override
    public void list(Consumer<StoredObject> each) {
        try {
            requireStore();
            restoreWhatAKillLeftAside();
            clearAbandonedDrafts();
            for (Path shard : entries(directory)) {
                for (Path file : entries(shard)) {
                    String name = String.valueOf(file.getFileName());
                    if (Address.isAddress(name)) {
                        stat(file, name, each);
                    }
                }
            }
        } catch (IOException e) {
            throw new DependencyUnavailableException("object_store", "the object store's disk cannot be listed", e);
        }
    }

    @Override
    public boolean remove(String address, Instant cutoff) {
        Path file = file(address);
        Path moved = aside.resolve(address);
        try {
            if (!putAt(file).isBefore(cutoff)) {
                return false;
            }
            Files.createDirectories(aside);
            Files.move(file, moved, StandardCopyOption.ATOMIC_MOVE);
            if (!putAt(moved).isBefore(cutoff)) {
                Files.move(moved, file, StandardCopyOption.ATOMIC_MOVE);
                return false;
            }
            Files.delete(moved);
            return true;
        } catch (NoSuchFileException _) {
            return false;
        } catch (IOException e) {
            throw new DependencyUnavailableException(
                    "object_store", "the object store's disk does not remove object " + address, e);
        }
    }

    /** Marks an object that is there as new; false if it is not there as a whole. */
    private static boolean renewed(Path file, long length) throws IOException {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Files.size(file) == length;
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    /**
     * Tells the store from the empty directory that a disk which is not mounted leaves in its place: there, every object
     * would seem to be missing, and one put there would be.
     */
    private void requireStore() throws IOException {
        if (Files.exists(marker)) {
            seen = true;
            return;
        }
        if (seen) {
            throw new IOException("%s is not there: is the disk mounted?".formatted(marker));
        }
        Files.createDirectories(directory);
        Files.write(marker, new byte[0]);
        sync(directory);
        seen = true;
    }

    /** Looks twice: a removal may be moving the file aside or back. */
    private byte[] read(Path file, Path moved) throws IOException {
        for (Path place : new Path[] {file, moved}) {
            try {
                return Files.readAllBytes(place);
            } catch (NoSuchFileException _) {
                // the next place
            }
        }
        requireStore();
        return Files.readAllBytes(file);
    }

    private static void stat(Path file, String address, Consumer<StoredObject> each) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            each.accept(new StoredObject(
                    address, attributes.size(), attributes.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException _) {
            // removed meanwhile
        }
    }

    private void restoreWhatAKillLeftAside() throws IOException {
        for (Path moved : entries(aside)) {
            try {
                // as new: it may take the place of one that was put since
                Files.setLastModifiedTime(moved, FileTime.from(Instant.now()));
                Files.move(moved, file(String.valueOf(moved.getFileName())), StandardCopyOption.ATOMIC_MOVE);
            } catch (NoSuchFileException _) {
                // a removal that was under way has ended
            }
        }
    }

    private void clearAbandonedDrafts() throws IOException {
        Instant dead = Instant.now().minus(ABANDONED);
        for (Path draft : entries(drafts)) {
            try {
                if (putAt(draft).isBefore(dead)) {
                    Files.deleteIfExists(draft);
                }
            } catch (NoSuchFileException _) {
                // in its place by now
            }
        }
    }

    private void write(ObjectContent content, Path file) throws IOException {
        Files.createDirectories(shard(String.valueOf(file.getFileName())));
        Files.createDirectories(drafts);
        Path draft = drafts.resolve(UUID.randomUUID().toString());
        try {
            copy(content, draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void copy(ObjectContent content, Path draft) throws IOException {
        try (InputStream in = content.open();
                FileChannel channel =
                        FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[64 << 10];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                ByteBuffer left = ByteBuffer.wrap(buffer, 0, count);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            }
            channel.force(true);
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }

    private static Instant putAt(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    private Path file(String address) {
        return shard(address).resolve(address);
    }

    private Path shard(String address) {
        return directory.resolve(Address.checked(address).substring(0, 2));
    }
}
