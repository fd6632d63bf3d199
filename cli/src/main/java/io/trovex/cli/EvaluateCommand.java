package io.trovex.cli;

import io.trovex.benchmarks.TemporaryPipeline;
import io.trovex.benchmarks.relevance.BatchEvaluation;
import io.trovex.benchmarks.relevance.Evaluation;
import io.trovex.benchmarks.relevance.ModeQuality;
import io.trovex.benchmarks.relevance.StreamEvaluation;
import io.trovex.benchmarks.relevance.TestCollection;
import io.trovex.client.TrovexClient;
import io.trovex.standalone.PipelineSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures relevance on a judged collection. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Loads a judged collection, asks all its queries in every mode, and prints nDCG@10 (linear gain, as",
            "trec_eval), recall@100 and MRR@10 with their standard errors. DIR holds docs.jsonl (or .gz), queries.jsonl",
            "and qrels.tsv (query, document, grade)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  trovex evaluate collections/cranfield",
            "  trovex evaluate collections/cranfield --via batch --json",
            "  trovex evaluate collections/cranfield --url http://127.0.0.1:8080"
        })
final class EvaluateCommand implements Callable<Integer> {
    private enum Via {
        STREAM,
        BATCH
    }

    @Parameters(paramLabel = "DIR", description = "The collection.")
    private Path folder = Path.of(".");

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = {
                "A running Trovex; its documents stay there, with the collection's name as their source.",
                "Default: a pipeline of its own on temporary data."
            })
    private @Nullable URI url;

    @Option(names = "--via", defaultValue = "stream", description = "stream (default) or batch, which needs no broker.")
    private Via via = Via.STREAM;

    @Option(
            names = "--model",
            paramLabel = "ID",
            defaultValue = PipelineSettings.DEFAULT_MODEL,
            description = "The embedding model, when no --url is given (default: ${DEFAULT-VALUE}).")
    private String model = PipelineSettings.DEFAULT_MODEL;

    @Option(
            names = "--without-model",
            description = {
                "Search as if the model had gone away once all is indexed: by the static encoder.",
                "Needs --via batch."
            })
    private boolean withoutModel;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (withoutModel && via != Via.BATCH) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--without-model needs --via batch");
        }
        TestCollection collection = TestCollection.read(folder);
        Evaluation evaluation = evaluate(collection);
        if (json) {
            Commands.out(spec).println(Json.line(evaluation));
        } else {
            print(evaluation, Commands.out(spec));
        }
        return ExitCode.DONE;
    }

    private Evaluation evaluate(TestCollection collection) throws IOException {
        if (via == Via.BATCH) {
            return BatchEvaluation.run(collection, model, !withoutModel);
        }
        if (url != null) {
            return overHttp(collection, new TrovexClient(url));
        }
        try (TemporaryPipeline pipeline = TemporaryPipeline.start(model)) {
            return overHttp(collection, pipeline.client());
        }
    }

    private static Evaluation overHttp(TestCollection collection, TrovexClient client) {
        try (Progress progress = new Progress(
                collection.name(), "documents", collection.documents().size())) {
            return new StreamEvaluation(collection, client, progress::step).run();
        }
    }

    private static void print(Evaluation evaluation, PrintWriter out) {
        out.printf(
                "%s: %d documents in %.1f s, %d queries%n%n%-10s %16s %16s %16s%n",
                evaluation.collection(),
                evaluation.documents(),
                evaluation.ingestSeconds(),
                evaluation.queries(),
                "mode",
                "nDCG@10",
                "recall@100",
                "MRR@10");
        evaluation.modes().forEach((mode, quality) -> out.println(row(mode, quality)));
    }

    private static String row(String mode, ModeQuality quality) {
        return "%-10s %7.4f ± %.4f %7.4f ± %.4f %7.4f ± %.4f"
                .formatted(
                        mode,
                        quality.ndcgAt10(),
                        quality.ndcgAt10Error(),
                        quality.recallAt100(),
                        quality.recallAt100Error(),
                        quality.mrrAt10(),
                        quality.mrrAt10Error());
    }
}
