package io.trovex.standalone.batch;

import io.trovex.contracts.DocumentEmbedded;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** The files beside the index: {@code embedded.jsonl.gz}, events with their vectors, and {@code rejected.jsonl}. */
final class BatchOutput implements AutoCloseable {
    private final JsonMapper json =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    private final OutputStream embedded;
    private final OutputStream rejected;

    BatchOutput(Path directory) {
        try {
            Files.createDirectories(directory);
            embedded = new BufferedOutputStream(
                    new GZIPOutputStream(Files.newOutputStream(directory.resolve("embedded.jsonl.gz"))), 1 << 16);
            rejected = new BufferedOutputStream(Files.newOutputStream(directory.resolve("rejected.jsonl")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void embedded(DocumentEmbedded document) {
        write(embedded, document);
    }

    void rejected(LineResult line) {
        write(rejected, line);
    }

    @Override
    public void close() {
        try (embedded;
                rejected) {
            // both, even if one fails
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(OutputStream out, Object value) {
        try {
            out.write(json.writeValueAsBytes(value));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
