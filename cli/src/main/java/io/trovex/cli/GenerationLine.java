package io.trovex.cli;

import tools.jackson.databind.JsonNode;

/** A generation in one line. */
final class GenerationLine {

    private GenerationLine() {}

    static String of(JsonNode generation) {
        JsonNode progress = generation.path("progress");
        StringBuilder line = new StringBuilder("%-8s  %s  %s"
                .formatted(
                        state(generation),
                        generation.path("id").asString(""),
                        generation.path("spec").path("model").asString("")));
        if (!progress.isMissingNode()) {
            line.append("  %,d documents  %,d records behind"
                    .formatted(
                            progress.path("documents").asLong(),
                            progress.path("lag").asLong()));
        }
        if (progress.has("seconds_left")) {
            line.append("  about %s left"
                    .formatted(time(progress.path("seconds_left").asLong())));
        }
        if (generation.path("state").asString("").equals("canary")) {
            line.append("  %s %% of the users".formatted(CanaryLines.percent(generation.path("canary"))));
        }
        if (generation.path("previous").asBoolean()) {
            line.append("  (rollback returns to it%s)"
                    .formatted(
                            generation.has("expires")
                                    ? " until " + generation.path("expires").asString("")
                                    : ""));
        } else if (generation.has("expires")) {
            line.append("  (until %s)".formatted(generation.path("expires").asString("")));
        }
        if (generation.has("held_up")) {
            line.append("  HELD UP");
        }
        return line.toString();
    }

    private static String time(long seconds) {
        return seconds < 120 ? seconds + " s" : Math.ceilDiv(seconds, 60) + " min";
    }

    private static String state(JsonNode generation) {
        return generation.path("paused").asBoolean()
                ? "paused"
                : generation.path("state").asString("");
    }
}
