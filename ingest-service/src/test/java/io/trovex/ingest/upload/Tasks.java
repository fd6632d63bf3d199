package io.trovex.ingest.upload;

import io.trovex.contracts.ContentRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Tasks to test with. */
public final class Tasks {
    private Tasks() {}

    public static UploadTask task(String docId) {
        return task(docId, FileKind.TEXT, new ContentRef("ab".repeat(32), 3));
    }

    public static UploadTask task(String docId, FileKind kind, ContentRef file) {
        return new UploadTask(
                docId,
                7,
                "T",
                null,
                null,
                Map.of("tags", List.of("ü")),
                "name.txt",
                kind,
                file,
                Instant.parse("2026-11-22T10:15:30.123456Z"),
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }
}
