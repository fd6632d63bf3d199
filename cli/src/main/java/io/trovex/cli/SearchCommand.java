package io.trovex.cli;

import io.trovex.client.SearchQuestion;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Searches and prints the hits, or the answer as it came. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = "Searches a running Trovex.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  trovex search \"who built the dam\"",
            "  trovex search --mode semantic --size 3 \"a river that floods\"",
            "  trovex search -- jaguar -car",
            "  trovex search --json rivers | jq .hits[0].doc_id"
        })
final class SearchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "QUERY", arity = "1..*", description = "What to look for.")
    private List<String> words = List.of();

    @Option(names = "--mode", paramLabel = "MODE", description = "hybrid (default), keyword or semantic.")
    private @Nullable String mode;

    @Option(names = "--size", paramLabel = "N", defaultValue = "5", description = "How many hits (default: 5).")
    private int size;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Mixin
    private Server server = new Server();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode answer = server.client().search(SearchQuestion.of(String.join(" ", words), mode, size));
        PrintWriter out = Commands.out(spec);
        if (json) {
            out.println(Json.line(answer));
            return ExitCode.DONE;
        }
        print(answer, out);
        return ExitCode.DONE;
    }

    private static void print(JsonNode answer, PrintWriter out) {
        int rank = 0;
        for (JsonNode hit : answer.path("hits")) {
            String title = hit.path("title").asString(hit.path("doc_id").asString(""));
            out.printf(
                    "%2d. %s  %s%n",
                    ++rank,
                    bold(title),
                    faint("%.3f  %s"
                            .formatted(
                                    hit.path("score").asDouble(),
                                    hit.path("doc_id").asString(""))));
            out.println("    " + highlighted(hit.path("passage")).replace('\n', ' '));
        }
        answer.path("notices")
                .forEach(notice -> out.println(faint(notice.path("detail").asString(""))));
        JsonNode total = answer.path("total");
        out.println(faint("%s%d documents, %.1f ms, %s%s"
                .formatted(
                        total.path("relation").asString("eq").equals("eq") ? "" : "at least ",
                        total.path("value").asLong(),
                        answer.path("took_ms").asDouble(),
                        answer.path("mode").asString(""),
                        answer.path("degraded").asBoolean() ? degraded(answer) : "")));
    }

    private static String degraded(JsonNode answer) {
        return ", degraded: %s, answered by %s"
                .formatted(
                        answer.path("degraded_reason").asString("").replace('_', ' '),
                        answer.path("fallback").asString("").replace('_', ' '));
    }

    private static String highlighted(JsonNode passage) {
        String text = passage.path("text").asString("");
        StringBuilder shown = new StringBuilder();
        int at = 0;
        for (JsonNode highlight : passage.path("highlights")) {
            int start = highlight.path("start").asInt();
            int end = highlight.path("end").asInt();
            if (start < at || end > text.length()) {
                continue;
            }
            shown.append(text, at, start).append(bold(text.substring(start, end)));
            at = end;
        }
        return shown.append(text.substring(at)).toString();
    }

    private static String bold(String text) {
        return Ansi.AUTO.enabled() ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    private static String faint(String text) {
        return Ansi.AUTO.enabled() ? "\u001b[2m" + text + "\u001b[0m" : text;
    }
}
