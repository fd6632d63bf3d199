package io.trovex.ingest.upload.extraction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trovex.contracts.ContentRef;
import io.trovex.ingest.upload.FileKind;
import io.trovex.ingest.upload.Tasks;
import io.trovex.ingest.upload.UploadTask;
import io.trovex.ingest.upload.extraction.UploadedFiles.LocalFile;
import io.trovex.stage.objects.FileObjectStore;
import io.trovex.stage.objects.ObjectContent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadedFilesTests {
    @TempDir
    private Path root;

    /** A file in the directory's place stands for a disk that takes nothing. */
    @Test
    void waitsWithTheTaskInHandWhileTheDiskTakesNoCopy() throws Exception {
        FileObjectStore objects = new FileObjectStore(root.resolve("objects"));
        String address = objects.put(ObjectContent.of("text".getBytes(UTF_8)));
        UploadTask task = Tasks.task("d", FileKind.TEXT, new ContentRef(address, 4));
        Path directory = Files.createFile(root.resolve("temporary"));
        UploadedFiles files = new UploadedFiles(objects, directory);

        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            Future<LocalFile> fetched = worker.submit(() -> files.fetch(task));
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> fetched.get(1, TimeUnit.SECONDS));
            Files.delete(directory);
            Files.createDirectory(directory);

            try (LocalFile file = fetched.get(20, TimeUnit.SECONDS)) {
                assertThat(file.path()).hasContent("text");
            }
        } finally {
            worker.shutdownNow();
        }
        assertThat(directory).isEmptyDirectory();
    }
}
