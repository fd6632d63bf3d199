package io.trovex.index.opensearch;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What every search asks of an index, remembered for a few seconds. Thread-safe. */
final class Remembered<T> {
    private static final long KEPT = TimeUnit.SECONDS.toNanos(5);

    private volatile @Nullable Known<T> last;

    private record Known<T>(T value, long at) {}

    T get(Supplier<T> question) {
        Known<T> known = last;
        if (known == null || System.nanoTime() - known.at() > KEPT) {
            known = new Known<>(question.get(), System.nanoTime());
            last = known;
        }
        return known.value();
    }
}
