package io.trovex.cli;

import io.trovex.client.Look;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How the index and the pipeline are doing, as lines for people. */
final class StatusLines {
    private static final int NOT_FOUND = 404;

    private StatusLines() {}

    /** What keeps it from being ready. */
    static void health(JsonNode health, PrintWriter out) {
        health.path("components").properties().stream()
                .filter(part -> !part.getValue().path("status").asString("").equals("UP"))
                .forEach(part -> out.printf(
                        "  %s is %s: %s%n",
                        part.getKey(),
                        part.getValue().path("status").asString(""),
                        part.getValue().path("details")));
    }

    static void index(Optional<Look> look, PrintWriter out) {
        if (told(look, "the index", "no index answers there: say --search-url", out)) {
            index(look.orElseThrow().body(), out);
        }
    }

    static void pipeline(Optional<Look> look, PrintWriter out) {
        if (told(look, "the pipeline", "no pipeline answers there: say --url with the address of ingest", out)) {
            pipeline(look.orElseThrow().body(), out);
        }
    }

    /** Says why if not; of five services each knows its own. */
    private static boolean told(Optional<Look> look, String what, String notThere, PrintWriter out) {
        if (look.isPresent() && look.get().found()) {
            return true;
        }
        out.println(
                look.isPresent() && look.get().status() == NOT_FOUND
                        ? notThere
                        : look.map(answer -> "%s is not known: %s"
                                        .formatted(
                                                what,
                                                answer.body().path("detail").asString("HTTP " + answer.status())))
                                .orElse(what + " is not known: nobody answers in time"));
        return false;
    }

    private static void index(JsonNode index, PrintWriter out) {
        out.printf(
                "%s documents, %s passages, generation %s, model %s%n",
                index.path("documents").asString(""),
                index.path("passages").asString(""),
                index.path("generation").asString(""),
                index.path("model").asString(""));
    }

    private static void pipeline(JsonNode pipeline, PrintWriter out) {
        JsonNode drained = pipeline.path("seconds_to_drain");
        out.printf(
                "%s, %s documents in flight (429 from %s on, again below %s), %.1f settled/s%s, %s overdue%n",
                pipeline.path("state").asString(""),
                pipeline.path("in_flight").asString("?"),
                pipeline.path("high").asString(""),
                pipeline.path("low").asString(""),
                pipeline.path("drain_rate").asDouble(),
                drained.isMissingNode() ? "" : ", drained in %.0f s".formatted(drained.asDouble()),
                pipeline.path("overdue").asString("0"));
        pipeline.path("stages").forEach(stage -> stage(stage, out));
        for (JsonNode group : pipeline.path("groups")) {
            out.printf(
                    "  %-32s %-6s lag %8s  %s%n",
                    group.path("group").asString(""),
                    group.path("verdict").asString("-"),
                    group.path("lag").asString("-"),
                    group.has("time_lag_seconds")
                            ? "%.1f s".formatted(group.path("time_lag_seconds").asDouble())
                            : "");
        }
        for (JsonNode letters : pipeline.path("dead_letters")) {
            if (letters.path("depth").asLong() > 0) {
                out.printf(
                        "  %s holds %s dead letters%n",
                        letters.path("topic").asString(""),
                        letters.path("depth").asString(""));
            }
        }
    }

    private static void stage(JsonNode stage, PrintWriter out) {
        String name = stage.path("stage").asString("");
        if (!stage.has("waits")) {
            out.printf("  %s does not answer: whether it waits is not known%n", name);
        }
        for (JsonNode wait : stage.path("waits")) {
            Duration waited = Duration.between(Instant.parse(wait.path("since").asString("")), Instant.now());
            out.printf(
                    "  %s WAITS for %s, for %d s and %s attempts: %s%n",
                    name,
                    wait.path("dependency").asString(""),
                    waited.toSeconds(),
                    wait.path("attempts").asString(""),
                    wait.path("reason").asString(""));
        }
    }
}
