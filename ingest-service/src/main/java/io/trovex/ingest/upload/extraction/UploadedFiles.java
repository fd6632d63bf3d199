package io.trovex.ingest.upload.extraction;

import io.trovex.ingest.upload.UploadTask;
import io.trovex.stage.DataFaultException;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.objects.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings uploaded files from the object store to where a process can read them. */
final class UploadedFiles {
    private static final Logger LOG = LoggerFactory.getLogger(UploadedFiles.class);

    private final ObjectStore objects;
    private final Path directory;

    /** @param directory of the copies */
    UploadedFiles(ObjectStore objects, Path directory) {
        this.objects = objects;
        this.directory = directory;
    }

    /** A copy that vanishes with this. */
    record LocalFile(Path path) implements AutoCloseable {
        @Override
        public void close() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                LOG.atWarn().setCause(e).log("the copy of an uploaded file stays behind");
            }
        }
    }

    /**
     * Waits while the object store is away, and while the disk has no room for the copy.
     *
     * @throws ExtractionException if the file is not there any more, or damaged
     */
    LocalFile fetch(UploadTask task) throws ExtractionException, InterruptedException {
        try {
            byte[] bytes = Patience.untilAnswered(() -> objects.get(task.file().sha256()));
            return Patience.untilAnswered(() -> copy(bytes));
        } catch (DataFaultException e) {
            throw ExtractionException.permanent(e.code(), String.valueOf(e.getMessage()));
        }
    }

    private LocalFile copy(byte[] bytes) {
        try {
            // never a name that came from outside
            LocalFile copy = new LocalFile(Files.createTempFile(directory, "trovex-upload-", ".bin"));
            try {
                Files.write(copy.path(), bytes);
                return copy;
            } catch (IOException e) {
                copy.close();
                throw e;
            }
        } catch (IOException e) {
            throw new DependencyUnavailableException("the uploaded file cannot be copied to " + directory, e);
        }
    }
}
