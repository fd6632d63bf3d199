package io.trovex.cli;

import io.trovex.client.TrovexClient;
import java.io.Console;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The options that every decision on letters shares, and the way one is made: counted, confirmed, sent, told. */
final class LetterDecisionOptions {
    @Parameters(paramLabel = "ID", arity = "0..*", description = "Letters: topic:partition:offset, as list prints it.")
    private List<String> ids = List.of();

    @Mixin
    private LetterFilterOptions filter = new LetterFilterOptions();

    @Option(names = "--all", description = "Without ids and filter: all open letters.")
    private boolean all;

    @Option(names = "--yes", description = "Do not ask before deciding on several letters.")
    private boolean yes;

    @Option(names = "--json", description = "Print each letter's outcome as one line of JSON.")
    private boolean json;

    @Mixin
    private Server server = new Server();

    /** @param verb for the question, such as redrive */
    int decide(CommandSpec spec, String verb, Map<String, Object> order) {
        if (ids.isEmpty() && filter.isEmpty() && !all) {
            throw new ParameterException(spec.commandLine(), "name letters, filter by something, or say --all");
        }
        if (!ids.isEmpty() && (!filter.isEmpty() || all)) {
            throw new ParameterException(spec.commandLine(), "ids and a filter exclude each other");
        }
        TrovexClient client = server.client();
        boolean dryRun = Boolean.TRUE.equals(order.get("dry_run"));
        long count = ids.isEmpty()
                ? client.get("/v1/dead-letters?size=1&" + filter.query())
                        .path("total")
                        .asLong()
                : ids.size();
        if (!dryRun && count > 1 && !yes && !confirmed(spec, verb, count)) {
            return ExitCode.SOME_FAILED;
        }
        PrintWriter out = Commands.out(spec);
        LetterOrders orders = new LetterOrders(client, "/v1/dead-letters:" + verb, order);
        if (ids.isEmpty()) {
            orders.matching(selection(), dryRun, out, json);
        } else {
            orders.ids(ids, out, json);
        }
        if (!json) {
            out.println(summary(orders.counts()));
        }
        return orders.allSettled() ? ExitCode.DONE : ExitCode.SOME_FAILED;
    }

    private Map<String, Object> selection() {
        Map<String, Object> selection = new LinkedHashMap<>(filter.fields());
        if (filter.isEmpty()) {
            selection.put("all", true);
        }
        return selection;
    }

    private static boolean confirmed(CommandSpec spec, String verb, long count) {
        // null where nobody sits, whatever its annotations say
        Console console = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "%d letters match: say --yes to %s them all".formatted(count, verb)));
        String answer = console.readLine("%s %d dead letters? [y/N] ", verb, count);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private static String summary(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "no letter matches"
                : counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey().replace('_', ' '))
                        .collect(Collectors.joining(", "));
    }
}
