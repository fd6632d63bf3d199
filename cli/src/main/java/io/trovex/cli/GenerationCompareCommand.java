package io.trovex.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Asks a generation and the serving one what users asked last. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Asks a generation and the serving one what users asked last. No user sees the answers.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex generation compare g2-bge-small-en-v1.5-int8-fused --queries 200"})
final class GenerationCompareCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The generation's, as `trovex generation list` shows it.")
    private String id = "";

    @Option(names = "--queries", paramLabel = "N", description = "So many, at most 1000 (default: ${DEFAULT-VALUE}).")
    private int queries = 100;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Mixin
    private Server server = new Server();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode report =
                server.client().get("/v1/generations/%s/comparison?queries=%d".formatted(Commands.path(id), queries));
        PrintWriter out = Commands.out(spec);
        if (json) {
            out.println(Json.line(report));
            return ExitCode.DONE;
        }
        out.printf(
                "%d queries: overlap@10 %.2f, rank correlation %s, the same ten for %.0f %%%n%n",
                report.path("queries").asInt(),
                report.path("overlap_at_10").asDouble(),
                report.has("rank_correlation")
                        ? "%.2f".formatted(report.path("rank_correlation").asDouble())
                        : "unknown",
                percent(report, "same_rate"));
        out.printf("%-10s  %8s  %8s  %9s  %8s  %6s%n", "", "p50 ms", "p99 ms", "no result", "degraded", "failed");
        side(out, report, "serving");
        side(out, report, "candidate");
        report.path("examples").forEach(example -> {
            out.printf("%n%s%n", example.path("query").asString(""));
            documents(out, example, "serving");
            documents(out, example, "candidate");
        });
        return ExitCode.DONE;
    }

    private static void side(PrintWriter out, JsonNode report, String name) {
        JsonNode side = report.path(name);
        out.printf(
                "%-10s  %8.1f  %8.1f  %7.1f %%  %6.1f %%  %4.1f %%  %s%n",
                name,
                side.path("p50_ms").asDouble(),
                side.path("p99_ms").asDouble(),
                percent(side, "zero_result_rate"),
                percent(side, "degraded_rate"),
                percent(side, "failure_rate"),
                side.path("generation").asString(""));
    }

    private static void documents(PrintWriter out, JsonNode example, String name) {
        String shown = example.path(name)
                .valueStream()
                .limit(3)
                .map(document ->
                        document.path("title").asString(document.path("doc_id").asString("")))
                .collect(Collectors.joining(" · "));
        out.printf("  %-10s  %s%n", name, shown);
    }

    private static double percent(JsonNode of, String name) {
        return 100 * of.path(name).asDouble();
    }
}
