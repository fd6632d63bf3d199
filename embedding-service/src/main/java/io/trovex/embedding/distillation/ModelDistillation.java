package io.trovex.embedding.distillation;

import io.trovex.contracts.Vector;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.ManifestWriter;
import io.trovex.embedding.model.ModelDescription;
import io.trovex.embedding.model.ModelFiles;
import io.trovex.embedding.model.ModelKind;
import io.trovex.embedding.tokenizer.WordPieceTokenizer;
import io.trovex.statics.StaticDistillation;
import io.trovex.statics.StaticEncoder;
import io.trovex.statics.StaticTable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Makes a static model of a teacher's vectors; every twentieth text is kept back to measure it on. For one thread. */
public final class ModelDistillation {
    private static final int KEPT_BACK = 20;
    private static final int MOST_SAMPLES = 200_000;
    private static final long SEED = 1;
    private static final String TABLE = "table.bin";
    private static final String TOKENIZER = "tokenizer.json";

    private final EmbeddingEngine teacher;
    private final WordPieceTokenizer tokenizer;
    private final StaticDistillation fit;
    private final List<String> unseen = new ArrayList<>();
    private final List<Vector> expected = new ArrayList<>();
    private long texts;

    public ModelDistillation(EmbeddingEngine teacher) {
        this.teacher = teacher;
        EmbeddingModel model = teacher.model();
        this.tokenizer = model.tokenizer();
        this.fit = new StaticDistillation(
                tokenizer.largestId() + 1, model.description().dimension(), MOST_SAMPLES, SEED);
    }

    /**
     * What came out of it.
     *
     * @param fitted texts that the table was fitted to
     * @param unseen texts that it was not
     * @param cosine mean, between the table's and the teacher's vectors of the unseen texts
     */
    public record Outcome(long fitted, int unseen, double cosine) {}

    /** @param more each fits into the teacher */
    public void learn(List<String> more) throws InterruptedException {
        List<Vector> vectors = teacher.passages(more);
        for (int i = 0; i < more.size(); i++) {
            if (texts++ % KEPT_BACK == KEPT_BACK - 1) {
                unseen.add(more.get(i));
                expected.add(vectors.get(i));
            } else {
                fit.add(ids(more.get(i)), vectors.get(i).components());
            }
        }
    }

    /**
     * Writes a folder from which the model can be served.
     *
     * @throws IllegalStateException if there was too little to learn from
     */
    public Outcome write(Path folder, String id) throws IOException {
        StaticTable table =
                fit.fit(StaticDistillation.RIDGE, Runtime.getRuntime().availableProcessors());
        ModelDescription model = teacher.model().description();
        Files.createDirectories(folder);
        try (FileChannel file = FileChannel.open(
                folder.resolve(TABLE),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            for (var bytes = table.bytes(); bytes.hasRemaining(); ) {
                file.write(bytes);
            }
        }
        Files.write(folder.resolve(TOKENIZER), ModelFiles.local().read(model.tokenizer()));
        ModelDescription draft = new ModelDescription(
                id,
                "1",
                model.licence(),
                new ModelKind.StaticTable(),
                model.weights(),
                model.tokenizer(),
                model.dimension(),
                model.maxTokens(),
                "",
                "",
                List.of());
        new ManifestWriter(folder, folder).write(TABLE, TOKENIZER, draft);
        return new Outcome(fit.samples(), unseen.size(), cosine(table));
    }

    private double cosine(StaticTable table) {
        StaticEncoder encoder = new StaticEncoder(table);
        double sum = 0;
        for (int i = 0; i < unseen.size(); i++) {
            float[] made = encoder.encode(ids(unseen.get(i)));
            float[] wanted = expected.get(i).components();
            for (int j = 0; j < made.length; j++) {
                sum += (double) made[j] * wanted[j];
            }
        }
        return sum / unseen.size();
    }

    private int[] ids(String text) {
        return tokenizer.tokenize(text).ids();
    }
}
