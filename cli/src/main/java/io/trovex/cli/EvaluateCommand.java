package io.trovex.cli;

import io.trovex.benchmarks.TemporaryPipeline;
import io.trovex.benchmarks.relevance.BatchEvaluation;
import io.trovex.benchmarks.relevance.Evaluation;
import io.trovex.benchmarks.relevance.PairedTest;
import io.trovex.benchmarks.relevance.StreamEvaluation;
import io.trovex.benchmarks.relevance.TestCollection;
import io.trovex.client.TrovexClient;
import io.trovex.contracts.GenerationSpec;
import io.trovex.index.lucene.Bm25;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.search.Fusion;
import io.trovex.index.search.SearchSettings;
import io.trovex.standalone.PipelineSettings;
import io.trovex.standalone.batch.BatchSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;

/** Measures relevance on a judged collection. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Loads a judged collection, asks all its queries in every mode, and prints nDCG@10 (linear gain, as",
            "trec_eval), recall@100 and MRR@10 with their standard errors. DIR holds docs.jsonl (or .gz) with doc_id,",
            "title and text, queries.jsonl with query_id and text, and qrels.tsv (query, document, grade).",
            "Two configurations are compared by --save of one and --against it of the other: a paired test of every",
            "mode, and the queries that gained and lost most."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  trovex evaluate collections/cranfield",
            "  trovex evaluate collections/cranfield --via batch --json",
            "  trovex evaluate collections/cranfield --url http://127.0.0.1:8080",
            "  trovex evaluate collections/cranfield --via batch --save before.json",
            "  trovex evaluate collections/cranfield --via batch --fusion rrf --against before.json"
        })
final class EvaluateCommand implements Callable<Integer> {
    private static final List<String> ANALYZERS = List.of(GenerationSpec.BY_LANGUAGE, GenerationSpec.ENGLISH);

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

    @Option(
            names = "--fusion",
            defaultValue = "weighted",
            description = "Of the hybrid mode: weighted (default) or rrf. Needs --via batch.")
    private Fusion fusion = Fusion.WEIGHTED;

    @Option(
            names = "--semantic-weight",
            paramLabel = "W",
            description = "As trovex.index.semantic-weight. Needs --via batch; of a server, configure it.")
    private double semanticWeight = SearchSettings.DEFAULTS.semanticWeight();

    @Option(
            names = "--neighbour-weight",
            paramLabel = "W",
            description = "As trovex.index.neighbour-weight. Needs --via batch.")
    private double neighbourWeight = SearchSettings.DEFAULTS.neighbourWeight();

    @Option(
            names = "--analyzer",
            paramLabel = "ANALYZER",
            defaultValue = GenerationSpec.BY_LANGUAGE,
            description = "by-language (default) or english. Needs --via batch.")
    private String analyzer = GenerationSpec.BY_LANGUAGE;

    @Option(
            names = "--candidates",
            paramLabel = "N",
            description = "As trovex.index.candidates, 100 or more: as many hits are asked for. Needs --via batch.")
    private int candidates = SearchSettings.DEFAULTS.candidates();

    @Option(names = "--k1", paramLabel = "K1", description = "Of BM25 (default: 1.2). Needs --via batch.")
    private double k1 = Bm25.DEFAULTS.k1();

    @Option(names = "--b", paramLabel = "B", description = "Of BM25 (default: 0.75). Needs --via batch.")
    private double b = Bm25.DEFAULTS.b();

    @Option(
            names = "--title-weight",
            paramLabel = "N",
            description = "How often the title counts (default: 3). Needs --via batch.")
    private int titleWeight = Bm25.DEFAULTS.titleWeight();

    @Option(names = "--save", paramLabel = "FILE", description = "Write the figures of every query there.")
    private @Nullable Path save;

    @Option(names = "--against", paramLabel = "FILE", description = "Compare with what --save has written.")
    private @Nullable Path against;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        BatchSettings settings = settings();
        if (via != Via.BATCH
                && (withoutModel || fusion != Fusion.WEIGHTED || !settings.equals(BatchSettings.of(model)))) {
            throw refused("what changes how documents are read or ranked needs --via batch");
        }
        Evaluation before = against == null ? null : saved(against);
        TestCollection collection = collection();
        Evaluation evaluation = evaluate(collection, settings);
        if (save != null) {
            Files.writeString(save, Json.line(evaluation));
        }
        Map<String, PairedTest> tests = before == null ? Map.of() : compared(evaluation, before);
        PrintWriter out = Commands.out(spec);
        if (json) {
            out.println(Json.line(tests.isEmpty() ? evaluation.summary() : tests));
        } else {
            EvaluationLines lines = new EvaluationLines(collection, out);
            lines.print(evaluation);
            evaluation.hybridAgainst().forEach(lines::printHybrid);
            tests.forEach(lines::print);
        }
        return ExitCode.DONE;
    }

    private BatchSettings settings() {
        if (!(semanticWeight >= 0 && semanticWeight <= 1) || !(neighbourWeight >= 0 && neighbourWeight <= 0.5)) {
            throw refused("--semantic-weight lies in 0 to 1, --neighbour-weight in 0 to 0.5");
        }
        if (!ANALYZERS.contains(analyzer)) {
            throw refused("--analyzer is one of " + String.join(", ", ANALYZERS));
        }
        if (candidates < Evaluation.DEPTH || titleWeight < 1 || !(k1 >= 0) || !(b >= 0 && b <= 1)) {
            throw refused(
                    "--candidates is 100 or more, --title-weight 1 or more, --k1 0 or more, and --b lies in 0 to 1");
        }
        SearchSettings search =
                new SearchSettings(candidates, semanticWeight, neighbourWeight, SearchSettings.DEFAULTS.pageDepth());
        IndexSettings defaults = IndexSettings.DEFAULTS;
        IndexSettings index =
                new IndexSettings(defaults.exactPassages(), defaults.bufferMegabytes(), new Bm25(k1, b, titleWeight));
        return new BatchSettings(model, analyzer, index, search);
    }

    private TestCollection collection() {
        try {
            return TestCollection.read(folder);
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private Evaluation saved(Path file) throws IOException {
        try {
            return Json.MAPPER.readValue(Files.readString(file), Evaluation.class);
        } catch (JacksonException _) {
            throw refused(file + " is not what --save writes");
        }
    }

    private Map<String, PairedTest> compared(Evaluation evaluation, Evaluation before) {
        try {
            return evaluation.against(before);
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException refused(String reason) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), reason);
    }

    private Evaluation evaluate(TestCollection collection, BatchSettings settings) throws IOException {
        if (via == Via.BATCH) {
            return BatchEvaluation.run(collection, settings, !withoutModel, fusion);
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
}
