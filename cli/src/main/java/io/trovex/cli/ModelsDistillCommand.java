package io.trovex.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trovex.embedding.distillation.ModelDistillation;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.engine.EmbeddingEngines;
import io.trovex.embedding.engine.EngineSettings;
import io.trovex.embedding.engine.ModelMemory;
import io.trovex.embedding.model.ModelCatalogue;
import io.trovex.embedding.model.ModelFiles;
import io.trovex.embedding.model.TextRole;
import io.trovex.standalone.PipelineSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a static model of a transformer's vectors. */
@Command(
        name = "distill",
        mixinStandardHelpOptions = true,
        description = {
            "Fits a table of token vectors to a model's vectors of your sentences. The result is a model of its own, some",
            "hundred times as fast and not as good, in DIR/models, where a server on the same data directory finds it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  trovex models distill --texts docs.jsonl.gz --id my-fast-model",
            "  trovex models distill --model bge-small-en-v1.5 --texts docs.jsonl --id bge-static --sentences 50000"
        })
final class ModelsDistillCommand implements Callable<Integer> {
    private static final int AT_ONCE = 256;

    @Option(
            names = "--model",
            paramLabel = "ID",
            defaultValue = PipelineSettings.DEFAULT_MODEL,
            description = "The teacher (default: ${DEFAULT-VALUE}).")
    private String model = PipelineSettings.DEFAULT_MODEL;

    @Option(
            names = "--texts",
            paramLabel = "FILE",
            required = true,
            description = "What `trovex ingest` takes: NDJSON, gzipped or not, text or Markdown.")
    private Path texts = Path.of(".");

    @Option(names = "--id", required = true, description = "The new model's id.")
    private String id = "";

    @Option(
            names = "--sentences",
            defaultValue = "26000",
            description = "Most sentences to learn from (default: ${DEFAULT-VALUE}).")
    private int most = 26_000;

    @Mixin
    private DataDirectory data = new DataDirectory();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path models = data.path().resolve("models");
        try (NewModelFolder folder = NewModelFolder.in(models, id, Commands.line(spec));
                DocumentSentences sentences = new DocumentSentences(texts);
                ModelCatalogue catalogue =
                        new ModelCatalogue(models, data.path().resolve("graphs"), ModelFiles.local());
                EmbeddingEngines engines = new EmbeddingEngines(
                        catalogue, EngineSettings.defaults(), ModelMemory.DEFAULTS, new SimpleMeterRegistry());
                EmbeddingEngine teacher = engines.open(model)) {
            ModelDistillation distillation = new ModelDistillation(teacher);
            if (learn(sentences, distillation, teacher) == 0) {
                throw new IOException("there is no sentence to learn from in " + texts);
            }
            ModelDistillation.Outcome outcome = distillation.write(folder.path(), id);
            folder.keep();
            Commands.out(spec)
                    .println(Json.line(Map.of(
                            "model", id,
                            "folder", folder.path().toString(),
                            "sentences", outcome.fitted(),
                            "unseen_sentences", outcome.unseen(),
                            "cosine_on_unseen", Math.round(outcome.cosine() * 1000) / 1000.0)));
            return ExitCode.DONE;
        }
    }

    /** Returns from how many. */
    private int learn(DocumentSentences sentences, ModelDistillation distillation, EmbeddingEngine teacher)
            throws IOException, InterruptedException {
        List<String> batch = new ArrayList<>(AT_ONCE);
        int learned = 0;
        try (Progress progress = new Progress("distill", "sentences", most)) {
            while (learned < most) {
                List<String> more = sentences.next();
                if (more == null) {
                    break;
                }
                for (String sentence : more.subList(0, Math.min(more.size(), most - learned))) {
                    batch.add(teacher.model().fit(TextRole.PASSAGE, sentence));
                    learned++;
                }
                if (batch.size() >= AT_ONCE) {
                    distillation.learn(batch);
                    progress.step(batch.size());
                    batch.clear();
                }
            }
            distillation.learn(batch);
        }
        return learned;
    }
}
