package io.trovex.benchmarks.peers;

import io.trovex.benchmarks.BenchmarkOptions;
import io.trovex.benchmarks.Corpus;
import io.trovex.client.Document;
import io.trovex.contracts.Vector;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.EmbeddingModels;
import io.trovex.embedding.model.Encoder;
import io.trovex.embedding.model.TextRole;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Real documents with the model's vectors of their bodies, as far as the model reads them. What was embedded once is kept
 * in a file, from which the next run goes on.
 */
final class EmbeddedCorpus implements AutoCloseable {
    private static final int TOGETHER = 500;

    private final List<Document> documents;
    private final EmbeddingModel model;
    private final List<float[]> vectors = new ArrayList<>();

    private EmbeddedCorpus(List<Document> documents, EmbeddingModel model) {
        this.documents = documents;
        this.model = model;
    }

    /** @param directory keeps the vectors */
    static EmbeddedCorpus open(BenchmarkOptions options, String modelId, int most, Path directory) throws IOException {
        Files.createDirectories(directory);
        EmbeddingModel model = EmbeddingModels.open(modelId, directory.resolve("graphs"));
        EmbeddedCorpus corpus = new EmbeddedCorpus(Corpus.read(options.corpus(), most), model);
        String name = options.corpus() == null ? "sample" : Long.toHexString(Files.size(options.corpus()));
        corpus.embed(directory.resolve("%s-%s.vectors".formatted(modelId, name)), options);
        return corpus;
    }

    int size() {
        return documents.size();
    }

    List<String> texts() {
        return documents.stream().map(Document::content).toList();
    }

    float[] vector(int number) {
        return vectors.get(number);
    }

    String docId(int number) {
        return String.valueOf(documents.get(number).docId());
    }

    /** With its vector. */
    Document document(int number) {
        return documents
                .get(number)
                .withEmbedding(Vector.of(vectors.get(number)).toBase64());
    }

    Question question(String text) {
        return new Question(text, Vector.of(encode(model.encoder(), TextRole.QUERY, text)));
    }

    @Override
    public void close() {
        model.close();
    }

    private void embed(Path file, BenchmarkOptions options) throws IOException {
        int bytes = model.description().dimension() * Float.BYTES;
        try (FileChannel kept = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                ExecutorService threads =
                        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            ByteBuffer one = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
            long known = Math.min(documents.size(), kept.size() / bytes);
            while (vectors.size() < known) {
                kept.read(one.clear(), (long) vectors.size() * bytes);
                float[] vector = new float[model.description().dimension()];
                one.flip().asFloatBuffer().get(vector);
                vectors.add(vector);
            }
            while (vectors.size() < documents.size()) {
                options.progress().accept("embedding, " + vectors.size() + " of " + documents.size());
                int from = vectors.size();
                for (float[] vector : together(from, Math.min(from + TOGETHER, documents.size()), threads)) {
                    one.clear().asFloatBuffer().put(vector);
                    kept.write(one.clear(), (long) vectors.size() * bytes);
                    vectors.add(vector);
                }
            }
        }
    }

    private List<float[]> together(int from, int to, ExecutorService threads) {
        ThreadLocal<Encoder> encoders = ThreadLocal.withInitial(model::encoder);
        List<Future<float[]>> promised = new ArrayList<>();
        for (int i = from; i < to; i++) {
            String text = documents.get(i).content();
            promised.add(threads.submit(() -> encode(encoders.get(), TextRole.PASSAGE, text)));
        }
        List<float[]> made = new ArrayList<>();
        for (Future<float[]> each : promised) {
            try {
                made.add(each.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return made;
    }

    private float[] encode(Encoder encoder, TextRole role, String text) {
        return encoder.encode(model.prepare(model.description().prefixed(role, model.fit(role, text))));
    }
}
