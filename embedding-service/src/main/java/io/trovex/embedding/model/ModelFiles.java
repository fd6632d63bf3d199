package io.trovex.embedding.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Reads models' files, and gives only bytes that are what the manifest says. */
public final class ModelFiles {
    private static final int UNKNOWN = 0;

    private final Function<String, byte[]> objects;

    /**
     * @param objects the object store: bytes by their SHA-256, or an {@link UncheckedIOException} if they are not there;
     *     any other exception means that the store is away
     */
    public ModelFiles(Function<String, byte[]> objects) {
        this.objects = objects;
    }

    /** Without an object store. */
    public static ModelFiles local() {
        return new ModelFiles(address -> {
            throw new UncheckedIOException(new FileNotFoundException("no object store here that has " + address));
        });
    }

    /**
     * @throws UnreadableFileException if it is missing
     * @throws IOException if it is not the file it should be
     */
    public byte[] read(ModelFile file) throws IOException {
        byte[] bytes;
        try {
            bytes = bytes(file.location());
        } catch (IOException e) {
            throw new UnreadableFileException(file.location(), e);
        }
        String found = Hash.sha256(bytes);
        if (!found.equals(file.sha256())) {
            throw new IOException(file.location() + " is not the file it should be: its SHA-256 is " + found + ", not "
                    + file.sha256());
        }
        return bytes;
    }

    /**
     * Reads a file that somebody may have changed since it was read last; what lies on the class path or under its hash
     * does not change.
     *
     * @throws IOException as {@link #read} does
     */
    void requireUnchanged(ModelFile file) throws IOException {
        if ("file".equals(file.location().getScheme())) {
            read(file);
        }
    }

    /** As {@link #read}, but what is a file stays on disk until it is touched, and its pages are shared. */
    ByteBuffer map(ModelFile file) throws IOException {
        if (!scheme(file.location()).equals("file")) {
            return ByteBuffer.wrap(read(file));
        }
        requireUnchanged(file);
        try (FileChannel channel = FileChannel.open(Path.of(file.location()))) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
    }

    /** In bytes; 0 if it is not known before it is read. */
    long size(ModelFile file) {
        try {
            return switch (scheme(file.location())) {
                case "file" -> Files.size(Path.of(file.location()));
                case "classpath" -> sizeOf(resource(file.location()));
                default -> UNKNOWN;
            };
        } catch (IOException _) {
            // reading it will tell
            return UNKNOWN;
        }
    }

    private byte[] bytes(URI location) throws IOException {
        return switch (scheme(location)) {
            case "file" -> Files.readAllBytes(Path.of(location));
            case "classpath" -> bytes(resource(location));
            case "object" -> object(location.getSchemeSpecificPart());
            default -> throw new IOException("nothing reads from " + location);
        };
    }

    private byte[] object(String address) throws IOException {
        try {
            return objects.apply(address);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** In one piece, without growing. */
    private static byte[] bytes(URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
        byte[] bytes = new byte[Math.toIntExact(connection.getContentLengthLong())];
        try (InputStream input = connection.getInputStream()) {
            input.readNBytes(bytes, 0, bytes.length);
        }
        return bytes;
    }

    private static long sizeOf(URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
        try (InputStream _ = connection.getInputStream()) {
            return connection.getContentLengthLong();
        }
    }

    private static URL resource(URI location) throws FileNotFoundException {
        URL url = ModelFiles.class.getResource(location.getPath());
        if (url == null) {
            throw new FileNotFoundException("no class-path resource " + location.getPath());
        }
        return url;
    }

    private static String scheme(URI location) {
        return String.valueOf(location.getScheme());
    }
}
