package io.trovex.ingest.upload.extraction;

import io.trovex.ingest.upload.QueueUnavailableException;
import io.trovex.stage.DependencyUnavailableException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits out a broken dependency, however long it takes: exponential back-off with jitter. */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private Patience() {}

    static void untilAnswered(Runnable call) throws InterruptedException {
        boolean _ = untilAnswered(() -> {
            call.run();
            return true;
        });
    }

    static <T> T untilAnswered(Supplier<T> call) throws InterruptedException {
        for (Duration pause = FIRST; ; pause = next(pause)) {
            try {
                return call.get();
            } catch (QueueUnavailableException | DependencyUnavailableException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                LOG.atWarn()
                        .addKeyValue("cause", String.valueOf(e.getMessage()))
                        .log("extraction waits for a dependency");
                Thread.sleep(pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis())));
            }
        }
    }

    private static Duration next(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
