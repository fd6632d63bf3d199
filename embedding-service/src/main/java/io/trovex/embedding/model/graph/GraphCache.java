package io.trovex.embedding.model.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fused graphs on disk. Files appear whole or not at all, so any number of processes may share the directory; one that is
 * damaged nevertheless counts as absent. Without a writable directory every start fuses anew.
 */
public final class GraphCache {
    private static final Logger LOG = LoggerFactory.getLogger(GraphCache.class);

    private final Path directory;

    /** @param directory made when something is kept */
    public GraphCache(Path directory) {
        this.directory = directory;
    }

    /** @param name of the file, without an ending; what it was made from must be part of it */
    public Optional<CheckedGraph> find(String name) {
        Path file = file(name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return Optional.of(GraphFile.decode(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("reason", e.getMessage())
                    .log("a cached graph cannot be used and is made again");
            return Optional.empty();
        }
    }

    public void keep(String name, CheckedGraph graph) {
        Path file = file(name);
        try {
            Files.createDirectories(directory);
            Path part = Files.createTempFile(directory, name, ".part");
            try {
                write(part, GraphFile.encode(graph));
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("reason", e)
                    .log("a fused graph cannot be kept; the next start makes it again");
        }
    }

    private Path file(String name) {
        return directory.resolve(name + ".graph");
    }

    private static void write(Path part, ByteBuffer... parts) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            for (ByteBuffer bytes : parts) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        }
    }
}
