package io.trovex.ingest.upload.extraction;

import io.trovex.ingest.upload.UploadTask;
import io.trovex.stage.DataFaultException;
import io.trovex.stage.objects.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Brings uploaded files from the object store to where a process can read them. */
@Component
class UploadedFiles {
    private final ObjectStore objects;

    UploadedFiles(ObjectStore objects) {
        this.objects = objects;
    }

    /** A copy that vanishes with this. */
    record LocalFile(Path path) implements AutoCloseable {
        @Override
        public void close() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Waits while the object store is away.
     *
     * @throws ExtractionException if the file is not there any more, or damaged
     */
    LocalFile fetch(UploadTask task) throws ExtractionException, IOException, InterruptedException {
        try {
            byte[] bytes = Patience.untilAnswered(() -> objects.get(task.file().sha256()));
            // never a name that came from outside
            Path copy = Files.createTempFile("trovex-upload-", ".bin");
            return new LocalFile(Files.write(copy, bytes));
        } catch (DataFaultException e) {
            throw ExtractionException.permanent(e.code(), String.valueOf(e.getMessage()));
        }
    }
}
