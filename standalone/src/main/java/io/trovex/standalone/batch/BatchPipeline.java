package io.trovex.standalone.batch;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trovex.contracts.Generation;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.engine.EngineSettings;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.EmbeddingModels;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.Settlement;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.search.DegradedReason;
import io.trovex.index.search.QueryEmbedderUnavailableException;
import io.trovex.index.search.QueryPatience;
import io.trovex.index.search.SearchRequest;
import io.trovex.index.search.SearchResponse;
import io.trovex.index.search.SearchService;
import io.trovex.index.search.SearchSettings;
import io.trovex.index.search.statics.EncoderFitting;
import io.trovex.index.search.statics.FitSettings;
import io.trovex.index.search.statics.FittedEncoder;
import io.trovex.ingest.document.NdjsonReader;
import io.trovex.ingest.document.NdjsonReader.Line;
import io.trovex.standalone.InProcessQueryEmbedder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * From documents in a file to an index that searches like the pipeline's own, bit for bit. Documents are embedded side by
 * side and applied in the order of their lines. For one thread.
 */
public final class BatchPipeline implements AutoCloseable {
    /** Documents under way at a time; enough to keep the model's threads busy. */
    private static final int WINDOW = 256;

    /** Nobody waits at a screen: on a busy machine the answer comes late, but from the model. */
    private static final QueryPatience PATIENCE = new QueryPatience(Duration.ofMinutes(1));

    private final Path directory;
    private final EmbeddingModel model;
    private final EmbeddingEngine engine;
    private final Submission.Desk desk;
    private final DocumentStages stages;
    private final LuceneIndex index;
    private final SearchSettings settings;
    private final SearchService search;
    private long accepted;
    private long rejected;
    private long passages;

    private BatchPipeline(Path directory, Generation generation, BatchSettings settings) {
        this.settings = settings.search();
        this.directory = directory;
        this.model = EmbeddingModels.open(generation.model(), directory.resolve("graphs"));
        this.engine = new EmbeddingEngine(model, EngineSettings.defaults(), new SimpleMeterRegistry());
        this.desk = new Submission.Desk(generation);
        this.stages = new DocumentStages(generation, model, engine);
        this.index =
                LuceneIndex.open(directory.resolve("index").resolve(generation.id()), generation, settings.index());
        this.search = new SearchService(index, new InProcessQueryEmbedder(engine, PATIENCE), settings.search());
    }

    /**
     * @param directory gets {@code index/GENERATION}, {@code graphs}, {@code embedded.jsonl.gz} and {@code rejected.jsonl}
     * @param modelId of the embedding model
     */
    public static BatchPipeline open(Path directory, String modelId) {
        return open(directory, BatchSettings.of(modelId));
    }

    public static BatchPipeline open(Path directory, BatchSettings settings) {
        String model = settings.model();
        int dimension = EmbeddingModels.describe(model).dimension();
        Generation generation = new Generation("g1-" + model, model, dimension, settings.analyzer());
        return new BatchPipeline(directory, generation, settings);
    }

    /**
     * Takes all documents, one a line as {@code /v1/documents:bulk} does, and commits the index.
     *
     * @param results gets one for each line, in their order
     */
    public BatchSummary run(InputStream ndjson, Consumer<LineResult> results) throws IOException {
        long start = System.nanoTime();
        NdjsonReader lines = new NdjsonReader(ndjson, Submission.Desk.LONGEST_LINE);
        try (BatchOutput output = new BatchOutput(directory);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Deque<Future<StagedLine>> window = new ArrayDeque<>(WINDOW);
            for (Line line = lines.next(); line != null; line = lines.next()) {
                if (window.size() == WINDOW) {
                    results.accept(settle(result(window.remove()), output));
                }
                Submission submission = desk.read(line);
                window.add(threads.submit(() -> stages.run(submission)));
            }
            while (!window.isEmpty()) {
                results.accept(settle(result(window.remove()), output));
            }
        }
        index.refresh();
        index.commit();
        return new BatchSummary(accepted, rejected, passages, (System.nanoTime() - start) / 1e9);
    }

    /** Searches what {@link #run} has indexed. */
    public SearchResponse search(SearchRequest request) {
        return search.search(request);
    }

    /** Answers what {@link #run} has indexed as if the model were away. */
    public Function<SearchRequest, SearchResponse> withoutModel() {
        FittedEncoder encoder =
                EncoderFitting.sample(index, FitSettings.DEFAULTS).fit(Instant.now());
        SearchService degraded = new SearchService(index, _ -> away(), query -> vector(encoder, query), settings);
        return degraded::search;
    }

    private static float[] vector(FittedEncoder encoder, String query) {
        float[] vector = encoder.encode(query);
        return vector == null ? away() : vector;
    }

    private static float[] away() {
        throw new QueryEmbedderUnavailableException(DegradedReason.EMBEDDER_UNAVAILABLE, "as if it were away", null);
    }

    @Override
    public void close() {
        try (model;
                engine;
                index) {
            // in the reverse of this order
        }
    }

    private LineResult settle(StagedLine step, BatchOutput output) {
        LineResult result = step.document() == null ? step.result() : apply(step.document(), step.result(), output);
        if (result.accepted()) {
            accepted++;
        } else {
            rejected++;
            output.rejected(result);
        }
        return result;
    }

    private LineResult apply(IndexableDocument document, LineResult result, BatchOutput output) {
        return switch (index.apply(List.of(document)).getFirst()) {
            case Settlement.Refused(var violations) -> new LineResult(result.line(), result.docId(), violations);
            case Settlement.Settled _ -> {
                passages += document.event().passages().size();
                output.embedded(document.event());
                yield result;
            }
        };
    }

    private static StagedLine result(Future<StagedLine> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a stage failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
