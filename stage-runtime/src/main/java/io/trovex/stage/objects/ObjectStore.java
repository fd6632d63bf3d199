package io.trovex.stage.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Files named by the SHA-256 of their bytes. A file under its name is complete and on disk. Thread-safe. */
public final class ObjectStore {
    private final Path directory;

    public ObjectStore(Path directory) {
        this.directory = directory;
    }

    /**
     * Stores the bytes, once however often they are put.
     *
     * @return their address: lower-case hex SHA-256
     * @throws UncheckedIOException if the disk does not take them
     */
    public String put(byte[] bytes) {
        String address = sha256(bytes);
        Path shard = shard(address);
        Path file = shard.resolve(address);
        if (Files.exists(file)) {
            return address;
        }
        Path drafts = directory.resolve("drafts");
        Path draft = drafts.resolve(UUID.randomUUID().toString());
        try {
            Files.createDirectories(shard);
            Files.createDirectories(drafts);
            write(draft, bytes);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            syncDirectory(shard);
            return address;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot store object " + address, e);
        }
    }

    /**
     * @throws ObjectMissingException if nothing lies at the address
     * @throws UncheckedIOException if the disk does not give it
     */
    public byte[] get(String address) {
        try {
            return Files.readAllBytes(shard(address).resolve(address));
        } catch (NoSuchFileException _) {
            throw new ObjectMissingException(address);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read object " + address, e);
        }
    }

    private Path shard(String address) {
        if (!address.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not an object address: " + address);
        }
        return directory.resolve(address.substring(0, 2));
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
