package io.trovex.cli;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A replay as one line for people. */
final class ReplayLine {

    private ReplayLine() {}

    static String of(JsonNode replay) {
        JsonNode progress = replay.path("progress");
        StringBuilder line = new StringBuilder("%s  %-10s  %-7s  %5.1f %%  %,d records"
                .formatted(
                        replay.path("id").asString(""),
                        replay.path("stage").asString(""),
                        replay.path("state").asString(""),
                        progress.path("percent").asDouble(),
                        progress.path("records").asLong()));
        if (progress.has("records_per_second")) {
            line.append(String.format(
                    Locale.ROOT, "  %.0f/s", progress.path("records_per_second").asDouble()));
        }
        if (progress.has("seconds_left")) {
            line.append("  ").append(progress.path("seconds_left").asLong()).append(" s left");
        }
        if (replay.has("reason")) {
            line.append("  ").append(replay.path("reason").asString(""));
        }
        return line.toString();
    }
}
