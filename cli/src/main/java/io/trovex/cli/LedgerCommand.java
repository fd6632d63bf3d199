package io.trovex.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Prints the account of every submitted document. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = {
            "Says what became of every submitted document, partition by partition: the columns after the first add up to",
            "it. Names what is in flight past its deadline, and then, or when the sum is wrong, ends with exit code 1."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  trovex ledger", "  trovex ledger --json | jq .overdue.offsets[].doc_id"})
final class LedgerCommand implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("submitted", "indexed", "superseded", "deleted", "rejected", "dead_lettered", "in_flight");

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Mixin
    private Server server = new Server();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode ledger = server.client().get("/v1/pipeline/ledger");
        PrintWriter out = Commands.out(spec);
        if (json) {
            out.println(Json.line(ledger));
        } else {
            print(ledger, out);
        }
        boolean sound = ledger.path("balanced").asBoolean()
                && ledger.path("overdue").path("total").asLong() == 0;
        return sound ? ExitCode.DONE : ExitCode.SOME_FAILED;
    }

    private static void print(JsonNode ledger, PrintWriter out) {
        print("partition", COLUMNS, out);
        for (JsonNode partition : ledger.path("partitions")) {
            print(partition.path("partition").asString(""), values(partition.path("sums")), out);
        }
        print("total", values(ledger.path("totals")), out);
        out.printf(
                "as of %s%s%s%n",
                ledger.path("as_of").asString(""),
                ledger.path("complete").asBoolean() ? "" : ", the log is still being read",
                ledger.path("balanced").asBoolean() ? "" : ", AND THE SUM IS WRONG");
        JsonNode overdue = ledger.path("overdue");
        if (overdue.path("total").asLong() == 0) {
            out.printf("nothing is in flight for longer than %s%n", seconds(ledger.path("deadline_seconds")));
            return;
        }
        out.printf(
                "%d in flight for longer than %s:%n",
                overdue.path("total").asLong(), seconds(ledger.path("deadline_seconds")));
        for (JsonNode each : overdue.path("offsets")) {
            out.printf(
                    "  %s  partition %s offset %s, %s after %s, trace %s%n",
                    each.path("doc_id").asString("?"),
                    each.path("partition").asString(""),
                    each.path("offset").asString(""),
                    seconds(each.path("age_seconds")),
                    each.path("last_status").asString("submitted"),
                    each.path("trace_id").asString("unknown"));
        }
        long more = overdue.path("total").asLong() - overdue.path("offsets").size();
        if (more > 0) {
            out.printf("  and %d more%n", more);
        }
    }

    private static List<String> values(JsonNode sums) {
        return COLUMNS.stream().map(column -> sums.path(column).asString("")).toList();
    }

    private static void print(String first, List<String> columns, PrintWriter out) {
        out.printf("%-10s", first);
        columns.forEach(column -> out.printf(" %13s", column.replace('_', ' ')));
        out.println();
    }

    private static String seconds(JsonNode number) {
        return "%.0f s".formatted(number.asDouble());
    }
}
