package io.trovex.index.snapshot;

import io.trovex.index.snapshot.Snapshot.SnapshotFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Moves files between an index and its snapshots. Neither ever changes a file, so both may name the same one. */
final class FileTransfer {
    private static final int BUFFER = 1 << 20;

    private FileTransfer() {}

    /** As another name of the same file where the disk is the same, else as a copy that has reached the disk. */
    static SnapshotFile transfer(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (UnsupportedOperationException | FileSystemException _) {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            force(to, StandardOpenOption.WRITE);
        }
        return measure(to);
    }

    private static SnapshotFile measure(Path file) throws IOException {
        CRC32C checksum = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        long bytes = 0;
        try (FileChannel channel = FileChannel.open(file)) {
            while (channel.read(buffer) >= 0) {
                buffer.flip();
                bytes += buffer.remaining();
                checksum.update(buffer);
                buffer.clear();
            }
        }
        return new SnapshotFile(file.getFileName().toString(), bytes, "%08x".formatted(checksum.getValue()));
    }

    /** The directory and what is in it has reached the disk, and then takes its name. */
    static void publish(Path directory, Path name) throws IOException {
        force(directory, StandardOpenOption.READ);
        Files.move(directory, name, StandardCopyOption.ATOMIC_MOVE);
        force(name.resolveSibling("."), StandardOpenOption.READ);
    }

    /** With all that is in it; nothing happens where it is not there. */
    static void delete(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> inner = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : inner) {
                Files.deleteIfExists(file);
            }
        }
    }

    static void force(Path file, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(file, option)) {
            channel.force(true);
        }
    }
}
