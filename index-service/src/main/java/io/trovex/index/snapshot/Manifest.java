package io.trovex.index.snapshot;

import io.trovex.index.snapshot.SnapshotException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code manifest.json}: a {@link Snapshot} and its checksum. Written last, and to the disk, so that what has one is whole. */
final class Manifest {
    private static final String FILE = "manifest.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Manifest() {}

    static void write(Path directory, Snapshot snapshot) throws IOException {
        JsonNode content = JSON.valueToTree(snapshot);
        ObjectNode manifest = JSON.createObjectNode();
        manifest.set("snapshot", content);
        manifest.put("crc32c", checksum(content));
        Path file = directory.resolve(FILE);
        Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        FileTransfer.force(file, StandardOpenOption.WRITE);
    }

    /** @throws SnapshotException if there is none, or it is damaged */
    static Snapshot read(Path directory) throws IOException {
        String name = directory.getFileName().toString();
        try {
            JsonNode manifest = JSON.readTree(Files.readAllBytes(directory.resolve(FILE)));
            JsonNode content = manifest.path("snapshot");
            if (!manifest.path("crc32c").asString("").equals(checksum(content))) {
                throw damaged(name, "its manifest does not have the checksum that it says", null);
            }
            return JSON.treeToValue(content, Snapshot.class);
        } catch (NoSuchFileException _) {
            throw new SnapshotException(Reason.UNKNOWN, "there is no snapshot '%s'".formatted(name));
        } catch (JacksonException e) {
            throw damaged(name, "its manifest cannot be read", e);
        }
    }

    static SnapshotException damaged(String name, String how, @Nullable Throwable cause) {
        return new SnapshotException(Reason.DAMAGED, "the snapshot '%s' is damaged: %s".formatted(name, how), cause);
    }

    private static String checksum(JsonNode content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content.toString().getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(checksum.getValue());
    }
}
