package io.trovex.cli;

import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.Outcome;
import io.trovex.contracts.Violation;
import io.trovex.embedding.model.EmbeddingModels;
import io.trovex.standalone.PipelineSettings;
import io.trovex.standalone.batch.BatchLines;
import io.trovex.standalone.batch.BatchPipeline;
import io.trovex.standalone.batch.BatchReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the stage functions in a plain loop. */
@Command(
        name = "batch",
        mixinStandardHelpOptions = true,
        description = {
            "Judges, embeds and indexes a file in a plain loop, without a broker: the same vectors and the same hits as",
            "the stream's. Writes DIR/index (Lucene), DIR/embedded.jsonl (what the generation's topic would carry) and",
            "DIR/refused.jsonl."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  trovex batch docs.jsonl.gz --out out/", "  trovex batch docs.jsonl --out out/ --json"})
final class BatchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "NDJSON as /v1/documents:bulk takes it; gzipped if it ends in .gz.")
    private Path file = Path.of(".");

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the results go.")
    private Path out = Path.of(".");

    @Option(
            names = "--model",
            paramLabel = "ID",
            defaultValue = PipelineSettings.DEFAULT_MODEL,
            description = "The embedding model (default: ${DEFAULT-VALUE}).")
    private String model = PipelineSettings.DEFAULT_MODEL;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Files.createDirectories(out);
        try (BufferedReader lines = open();
                PrintWriter embedded = writer("embedded.jsonl");
                PrintWriter refused = writer("refused.jsonl");
                BatchPipeline pipeline = BatchPipeline.open(out.resolve("index"), model)) {
            Tally tally = new Tally(embedded, refused);
            pipeline.load(documents(lines, tally), tally);
            print(tally, (System.nanoTime() - start) / 1e9);
            return tally.refused == 0 ? ExitCode.DONE : ExitCode.SOME_FAILED;
        }
    }

    private Iterator<DocumentSubmitted> documents(BufferedReader lines, BatchReport report) {
        BatchLines reader = new BatchLines(EmbeddingModels.describe(model).dimension(), report);
        AtomicLong number = new AtomicLong();
        return lines.lines()
                .map(line -> line.isBlank()
                        ? Optional.<DocumentSubmitted>empty()
                        : reader.read(number.incrementAndGet(), line))
                .flatMap(Optional::stream)
                .iterator();
    }

    private BufferedReader open() throws IOException {
        InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    private PrintWriter writer(String name) throws IOException {
        return new PrintWriter(Files.newBufferedWriter(out.resolve(name)));
    }

    private void print(Tally tally, double seconds) {
        Map<String, Object> outcome = new LinkedHashMap<>();
        tally.outcomes.forEach((key, count) -> outcome.put(key.name().toLowerCase(Locale.ROOT), count));
        outcome.put("refused", tally.refused);
        outcome.put("seconds", Math.round(seconds * 1000) / 1000.0);
        if (json) {
            Commands.out(spec).println(Json.line(outcome));
        } else {
            outcome.forEach((key, value) -> Commands.out(spec).printf("%-12s %s%n", key, value));
        }
    }

    /** Counts outcomes and writes the results down. */
    private static final class Tally implements BatchReport {
        private final PrintWriter embedded;
        private final PrintWriter refusals;
        private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        private long refused;

        Tally(PrintWriter embedded, PrintWriter refusals) {
            this.embedded = embedded;
            this.refusals = refusals;
        }

        @Override
        public void embedded(DocumentEmbedded document) {
            embedded.println(Json.line(document));
        }

        @Override
        public void settled(String docId, Outcome outcome) {
            outcomes.merge(outcome, 1L, Long::sum);
        }

        @Override
        public void refused(String docId, List<Violation> violations) {
            refused++;
            refusals.println(Json.line(Map.of("doc_id", docId, "violations", violations)));
        }
    }
}
