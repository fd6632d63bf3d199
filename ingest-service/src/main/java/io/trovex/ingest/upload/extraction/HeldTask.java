package io.trovex.ingest.upload.extraction;

import io.trovex.ingest.upload.QueueUnavailableException;
import io.trovex.ingest.upload.UploadQueue;
import java.time.Duration;

/** Keeps a task from being handed to another worker while it is open. */
final class HeldTask implements AutoCloseable {
    private final Thread heartbeat;

    HeldTask(UploadQueue queue, String id, Duration interval) {
        heartbeat = Thread.ofVirtual().name("upload-heartbeat").start(() -> beat(queue, id, interval));
    }

    private static void beat(UploadQueue queue, String id, Duration interval) {
        try {
            while (true) {
                Thread.sleep(interval);
                hold(queue, id);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void hold(UploadQueue queue, String id) {
        try {
            queue.hold(id);
        } catch (QueueUnavailableException _) {
            // at worst another worker does the same work
        }
    }

    @Override
    public void close() {
        heartbeat.interrupt();
    }
}
