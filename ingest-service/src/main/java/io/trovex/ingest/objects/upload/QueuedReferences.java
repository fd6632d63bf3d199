package io.trovex.ingest.objects.upload;

import io.trovex.ingest.objects.AddressScan;
import io.trovex.ingest.objects.ReferenceReader;
import io.trovex.ingest.objects.ReferenceSource;
import io.trovex.ingest.upload.QueueUnavailableException;
import io.trovex.ingest.upload.UploadQueue;
import io.trovex.stage.DependencyUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The files of uploads whose text is not in the log yet, dead letters included. Read before the log, into which they go. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class QueuedReferences implements ReferenceSource {
    private final UploadQueue queue;

    QueuedReferences(UploadQueue queue) {
        this.queue = queue;
    }

    @Override
    public ReferenceReader open() {
        return new Reader();
    }

    /** The queue is small: reading on is reading it again. */
    private final class Reader implements ReferenceReader {
        @Override
        public long readOn(Consumer<String> address, Runnable progress) {
            AtomicLong tasks = new AtomicLong();
            try {
                queue.contents(task -> {
                    tasks.incrementAndGet();
                    AddressScan.scan(task.getBytes(StandardCharsets.UTF_8), address);
                });
            } catch (QueueUnavailableException e) {
                throw new DependencyUnavailableException("the upload queue is away", e);
            }
            progress.run();
            return tasks.get();
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
