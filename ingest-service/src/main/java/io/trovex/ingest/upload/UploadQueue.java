package io.trovex.ingest.upload;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tasks for the workers of all replicas. A task leaves the queue when it is done or buried, and not before: what a worker
 * took and did not finish is handed out again when nobody has held it for a while. Thread-safe. Every method throws
 * {@link QueueUnavailableException} while the queue is away.
 */
public interface UploadQueue {

    /** @return false if the queue is full: nothing is ever dropped to make room */
    boolean offer(UploadTask task);

    /** Waits for a task, abandoned ones first. */
    Optional<TakenUpload> take(Duration patience);

    /** Says that the task is still being worked on, so that nobody else takes it. */
    void hold(String id);

    /** Lets others have the task at once. */
    void release(String id);

    void done(String id);

    /** Moves the task to the dead letters, where it stays for four weeks, unless it is done already. */
    void bury(TakenUpload taken, String code, String detail);

    /** Tells of every task that is not done, the dead letters included: its JSON as it lies there, be it readable or not. */
    void contents(Consumer<String> each);

    /**
     * The latest dead letters first.
     *
     * @param before only those older than the one of this id, which need not be there any more; null for the latest
     */
    List<BuriedUpload> buried(@Nullable String before, int limit);

    /** Puts a dead letter back into the queue; false if there is none of this id. */
    boolean redrive(String id);

    /** Gives a dead letter up for good, and with it the reference to its file; false if there is none of this id. */
    boolean discard(String id);

    QueueDepth depth();

    /** Says that nobody here takes any more tasks; what is still held goes to others. */
    void leave();
}
