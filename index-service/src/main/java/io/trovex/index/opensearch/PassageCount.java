package io.trovex.index.opensearch;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many passages an index has, remembered for a few seconds and until it is refreshed: it decides how vectors are
 * searched, not what is found. Thread-safe.
 */
final class PassageCount {
    private static final long REMEMBERED = TimeUnit.SECONDS.toNanos(5);

    private volatile @Nullable Counted last;

    private record Counted(long passages, long at) {}

    long of(LongSupplier count) {
        Counted known = last;
        if (known == null || System.nanoTime() - known.at() > REMEMBERED) {
            known = new Counted(count.getAsLong(), System.nanoTime());
            last = known;
        }
        return known.passages();
    }

    void forget() {
        last = null;
    }
}
