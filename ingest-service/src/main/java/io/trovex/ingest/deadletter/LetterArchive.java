package io.trovex.ingest.deadletter;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/** The letters as they lie in the log. Thread-safe. */
public interface LetterArchive {

    /**
     * Those that are still there, each as {@code view} makes it; a value may have 16 MB, so keep few.
     *
     * @throws LetterLogUnavailableException while the log is away
     */
    <V> Map<LetterId, V> read(Collection<LetterId> ids, Function<DeadLetter, V> view);

    /**
     * Returns when the view knows every letter and decision that lay in the log at the time of the call.
     *
     * @throws LetterLogUnavailableException if it does not get there soon
     */
    void awaitCurrentView();
}
