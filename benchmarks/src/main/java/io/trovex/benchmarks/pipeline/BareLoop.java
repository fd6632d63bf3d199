package io.trovex.benchmarks.pipeline;

import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.Encoder;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The peer of every pipeline figure: the model run over texts by plain threads, and nothing else. */
final class BareLoop {
    private final EmbeddingModel model;
    private final int threads;

    /** @param threads the best number is that of the cores: one text a run, nothing batched */
    BareLoop(EmbeddingModel model, int threads) {
        this.model = model;
        this.threads = threads;
    }

    /** Seconds to embed every text once. */
    double seconds(List<String> texts) {
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<? extends Future<?>> running = IntStream.range(0, threads)
                    .mapToObj(_ -> workers.submit(() -> embed(texts, next)))
                    .toList();
            for (Future<?> worker : running) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void embed(List<String> texts, AtomicInteger next) {
        Encoder encoder = model.encoder();
        for (int i = next.getAndIncrement(); i < texts.size(); i = next.getAndIncrement()) {
            encoder.encode(model.prepare(texts.get(i)));
        }
    }
}
