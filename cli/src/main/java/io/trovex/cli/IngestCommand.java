package io.trovex.cli;

import io.trovex.cli.ingest.BulkLoad;
import io.trovex.cli.ingest.DocumentFiles;
import io.trovex.cli.ingest.IngestJournal;
import io.trovex.client.ItemResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads files and folders. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = {
            "Loads documents into a running Trovex: NDJSON (.jsonl, .ndjson), text (.txt) and Markdown (.md), each also",
            "gzipped (.gz), PDF, DOCX and HTML, and folders of them. Run it again after an interruption and it goes on where it was."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  trovex ingest docs.jsonl.gz",
            "  trovex ingest notes/ README.md --wait",
            "  trovex ingest manuals/ report.pdf --wait",
            "  trovex ingest --url http://search.internal:8081 dump.jsonl --json"
        })
final class IngestCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders.")
    private List<Path> paths = List.of();

    @Option(names = "--wait", description = "Return when searches see every document.")
    private boolean wait;

    @Option(names = "--json", description = "Print the outcome as JSON, refused documents as JSON lines.")
    private boolean json;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            defaultValue = "${user.home}/.trovex/ingest",
            description = "Where an interrupted run is remembered (default: ${DEFAULT-VALUE}).")
    private Path journal = Path.of(".");

    @Mixin
    private Server server = new Server();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        long start = System.nanoTime();
        List<Path> files = DocumentFiles.in(paths);
        try (Progress progress = new Progress("ingest", "documents", -1)) {
            BulkLoad load = new BulkLoad(
                    server.client(),
                    IngestJournal.open(journal, server.url()),
                    wait,
                    progress::step,
                    this::printRefusal);
            load.load(files);
            report(load, files.size(), (System.nanoTime() - start) / 1e9);
            return load.refused() == 0 ? ExitCode.DONE : ExitCode.SOME_FAILED;
        }
    }

    private void printRefusal(String place, ItemResult refusal) {
        Commands.err(spec)
                .println(
                        json
                                ? Json.line(Map.of("place", place, "refused", refusal))
                                : "%s: %s [%s]".formatted(place, refusal.detail(), refusal.code()));
    }

    private void report(BulkLoad load, int files, double seconds) {
        if (json) {
            Map<String, Object> outcome = new LinkedHashMap<>();
            outcome.put("files", files);
            outcome.put("accepted", load.accepted());
            outcome.put("refused", load.refused());
            outcome.put("skipped", load.skipped());
            outcome.put("seconds", Math.round(seconds * 1000) / 1000.0);
            Commands.out(spec).println(Json.line(outcome));
            return;
        }
        Commands.out(spec)
                .printf(
                        "%d documents accepted, %d refused%s, %.1f s, %.0f documents/s%n",
                        load.accepted(),
                        load.refused(),
                        load.skipped() == 0 ? "" : ", " + load.skipped() + " sent earlier",
                        seconds,
                        load.accepted() / seconds);
    }
}
