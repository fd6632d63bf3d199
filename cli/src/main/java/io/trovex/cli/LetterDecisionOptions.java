package io.trovex.cli;

import io.trovex.client.TrovexClient;
import java.io.Console;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The options that every decision on letters shares, and the way one is made: counted, confirmed, sent, told. */
final class LetterDecisionOptions {
    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            description = "topic:partition:offset, as list prints it; an upload's id, as uploads prints it.")
    private List<String> ids = List.of();

    @Mixin
    private LetterFilterOptions filter = new LetterFilterOptions();

    @Option(names = "--all", description = "Without ids and filter: all open letters.")
    private boolean all;

    @Option(names = "--uploads", description = "Without ids and filter: all uploads that were given up.")
    private boolean uploads;

    @Option(names = "--yes", description = "Do not ask before deciding on several letters.")
    private boolean yes;

    @Option(names = "--json", description = "Print each letter's outcome as one line of JSON.")
    private boolean json;

    @Mixin
    private Server server = new Server();

    /** @param verb for the question, such as redrive */
    int decide(CommandSpec spec, String verb, Map<String, Object> order) {
        long ways = Stream.of(!ids.isEmpty(), !filter.isEmpty() || all, uploads)
                .filter(chosen -> chosen)
                .count();
        if (ways == 0) {
            throw new ParameterException(
                    spec.commandLine(), "name letters, filter by something, or say --all or --uploads");
        }
        if (ways > 1) {
            throw new ParameterException(spec.commandLine(), "ids, a filter, --all and --uploads exclude each other");
        }
        TrovexClient client = server.client();
        boolean dryRun = Boolean.TRUE.equals(order.get("dry_run"));
        boolean queued = uploads || ids.stream().anyMatch(UploadLetters::isId);
        if (queued && !ids.stream().allMatch(UploadLetters::isId)) {
            throw new ParameterException(spec.commandLine(), "uploads and letters of the log are decided on apart");
        }
        if (queued && dryRun) {
            throw new ParameterException(spec.commandLine(), "an upload has no dry run");
        }
        return queued ? uploads(spec, client, verb) : letters(spec, client, verb, order, dryRun);
    }

    private int uploads(CommandSpec spec, TrovexClient client, String verb) {
        UploadLetters letters = new UploadLetters(client);
        long count = uploads ? letters.count() : ids.size();
        if (count > 1 && !yes && !confirmed(spec, verb, count)) {
            return ExitCode.SOME_FAILED;
        }
        PrintWriter out = Commands.out(spec);
        Map<String, Long> outcomes = new TreeMap<>();
        Consumer<String> decide = id -> {
            String outcome = letters.decide(id, verb);
            outcomes.merge(outcome, 1L, Long::sum);
            out.println(json ? Json.line(Map.of("id", id, "outcome", outcome)) : id + "  " + outcome);
        };
        if (uploads) {
            letters.each(decide);
        } else {
            ids.forEach(decide);
        }
        if (!json) {
            out.println(summary(outcomes));
        }
        return outcomes.containsKey("gone") ? ExitCode.SOME_FAILED : ExitCode.DONE;
    }

    private int letters(CommandSpec spec, TrovexClient client, String verb, Map<String, Object> order, boolean dryRun) {
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
