package io.trovex.embedding.document.kafka;

import io.trovex.stage.DependencyUnavailableException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells whether a document that got no vector or its model is to blame: a model is whose golden sentences fail, and one
 * that refuses one document after the other. Such a model is given up, once. Thread-safe.
 */
final class ModelTrial {
    /** A check that failed holds so long; after one that passed the next document is not blamed without another. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<Optional<String>> golden;
    private final int most;
    private final Consumer<String> giveUp;
    private final LongSupplier nanoTime;
    private int refusals;
    private int failedChecks;
    private boolean over;
    private long checkedAt;
    private Optional<String> verdict = Optional.empty();

    /**
     * @param golden why the model's golden sentences say that it must not serve
     * @param most refused documents, or failed checks, in a row at which it is given up
     * @param giveUp told the last reason
     */
    ModelTrial(Supplier<Optional<String>> golden, int most, Consumer<String> giveUp) {
        this(golden, most, giveUp, System::nanoTime);
    }

    ModelTrial(Supplier<Optional<String>> golden, int most, Consumer<String> giveUp, LongSupplier nanoTime) {
        this.golden = golden;
        this.most = most;
        this.giveUp = giveUp;
        this.nanoTime = nanoTime;
        this.checkedAt = nanoTime.getAsLong() - FRESH_NANOS;
    }

    /** The model made a document's vectors. */
    synchronized void passed() {
        refusals = 0;
    }

    /** The model refused a document for good. */
    synchronized void refused(String reason) {
        if (++refusals >= most) {
            end(reason);
        }
    }

    /** @throws DependencyUnavailableException if the model's golden sentences fail: the document is not to blame */
    synchronized void requireSound(RuntimeException failure) {
        if (verdict.isEmpty() || nanoTime.getAsLong() - checkedAt >= FRESH_NANOS) {
            verdict = golden.get();
            checkedAt = nanoTime.getAsLong();
            failedChecks = verdict.isEmpty() ? 0 : failedChecks + 1;
        }
        if (verdict.isPresent()) {
            if (failedChecks >= most) {
                end(verdict.get());
            }
            throw new DependencyUnavailableException("model", "the model cannot run: " + verdict.get(), failure);
        }
    }

    private void end(String reason) {
        if (!over) {
            over = true;
            giveUp.accept(reason);
        }
    }
}
