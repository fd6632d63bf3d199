package io.trovex.cli;

import io.trovex.cli.ingest.DocumentLines;
import io.trovex.standalone.PipelineSettings;
import io.trovex.standalone.batch.BatchPipeline;
import io.trovex.standalone.batch.BatchSummary;
import io.trovex.standalone.batch.LineResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
            "the stream's. Writes DIR/index (Lucene), DIR/embedded.jsonl.gz (what the generation's topic would carry)",
            "and DIR/rejected.jsonl."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  trovex batch docs.jsonl.gz --out out/", "  trovex batch docs.jsonl --out out/ --json"})
final class BatchCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description = "What `trovex ingest` takes: NDJSON, gzipped or not, text or Markdown.")
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
    public Integer call() throws IOException {
        try (InputStream lines = DocumentLines.stream(file);
                BatchPipeline pipeline = BatchPipeline.open(out, model);
                Progress progress = new Progress("batch", "documents", -1)) {
            BatchSummary summary = pipeline.run(lines, result -> {
                progress.step(1);
                report(result);
            });
            print(summary);
            return summary.rejected() == 0 ? ExitCode.DONE : ExitCode.SOME_FAILED;
        }
    }

    private void report(LineResult result) {
        if (!result.accepted()) {
            Commands.err(spec).println(Json.line(result));
        }
    }

    private void print(BatchSummary summary) {
        Commands.out(spec)
                .println(
                        json
                                ? Json.line(summary)
                                : "%d documents accepted, %d rejected, %d passages, %.1f s"
                                        .formatted(
                                                summary.accepted(),
                                                summary.rejected(),
                                                summary.passages(),
                                                summary.seconds()));
    }
}
