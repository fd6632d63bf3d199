package io.trovex.ingest.status;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One submission that somebody waits for. Thread-safe. */
public final class Waiter implements AutoCloseable {
    /** A message can be lost while the store reconnects, so the store itself is asked now and then. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final String docId;
    private final long version;
    private final DocumentLives lives;
    private final Waiters waiters;
    private final CompletableFuture<DocumentLife> settled = new CompletableFuture<>();
    private long offset = Long.MAX_VALUE;
    private @Nullable DocumentLife early;

    Waiter(String docId, long version, DocumentLives lives, Waiters waiters) {
        this.docId = docId;
        this.version = version;
        this.lives = lives;
        this.waiters = waiters;
    }

    String docId() {
        return docId;
    }

    /** @param offset of the submitted record; earlier submissions of the same version settle nothing */
    public synchronized void sent(long offset) {
        this.offset = offset;
        if (early != null) {
            tell(early);
        }
    }

    synchronized void tell(DocumentLife life) {
        if (life.version() != version || !life.status().isSettled()) {
            return;
        }
        if (life.offset() >= offset) {
            settled.complete(life);
        } else if (early == null || early.offset() < life.offset()) {
            early = life;
        }
    }

    public boolean isSettled() {
        return settled.isDone();
    }

    /**
     * Blocks until the submission has settled.
     *
     * @return empty if it has not by {@code deadline}
     */
    public Optional<DocumentLife> await(Instant deadline) throws InterruptedException {
        while (true) {
            long left = Duration.between(Instant.now(), deadline).toMillis();
            try {
                return Optional.of(settled.get(Math.clamp(left, 0, LOOK.toMillis()), TimeUnit.MILLISECONDS));
            } catch (TimeoutException _) {
                look();
                if (left <= LOOK.toMillis()) {
                    return Optional.ofNullable(settled.getNow(null));
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void look() {
        try {
            lives.find(docId).ifPresent(this::tellStored);
        } catch (StatusUnavailableException _) {
            // the wait goes on: the store may come back before the deadline
        }
    }

    private void tellStored(DocumentLife life) {
        Status status = life.status();
        if (life.version() > version && status.isSettled() && !status.isFailure()) {
            Map<Status, Instant> times =
                    new EnumMap<>(Map.of(Status.SUPERSEDED, life.times().get(status)));
            tell(DocumentLife.reached(docId, version, Long.MAX_VALUE, times, null));
        } else {
            tell(life);
        }
    }

    @Override
    public void close() {
        waiters.forget(this);
    }
}
