package io.trovex.ingest.upload.extraction;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.ingest.UploadProperties;
import io.trovex.ingest.upload.QueueUnavailableException;
import io.trovex.ingest.upload.UploadQueue;
import io.trovex.stage.objects.ObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The workers of this replica. At the end of the service they let go of their tasks, so that others go on with them. */
@Component
class ExtractionWorkers implements SmartLifecycle {
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final UploadQueue queue;
    private final ExtractionWorker worker;
    private final int count;
    private volatile List<Thread> threads = List.of();

    ExtractionWorkers(
            UploadQueue queue,
            ObjectStore objects,
            ExtractedDocuments documents,
            UploadFailures failures,
            UploadProperties properties,
            MeterRegistry meters) {
        this.queue = queue;
        UploadedFiles files = new UploadedFiles(objects, Path.of(System.getProperty("java.io.tmpdir")));
        this.worker = new ExtractionWorker(queue, files, documents, failures, properties, meters);
        this.count = properties.workers();
    }

    @Override
    public void start() {
        threads = IntStream.range(0, count)
                .mapToObj(number -> Thread.ofPlatform()
                        .daemon()
                        .name("extraction-" + number)
                        .start(worker))
                .toList();
    }

    @Override
    public void stop() {
        List<Thread> ending = threads;
        threads = List.of();
        ending.forEach(Thread::interrupt);
        try {
            for (Thread thread : ending) {
                boolean _ = thread.join(FAREWELL);
            }
            queue.leave();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (QueueUnavailableException _) {
            // the name that stays there costs little, and another's end clears it
        }
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }
}
