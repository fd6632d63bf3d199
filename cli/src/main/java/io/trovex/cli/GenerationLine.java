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
        if (generation.path("previous").asBoolean()) {
            line.append("  (rollback returns to it)");
        }
        return line.toString();
    }

    private static String state(JsonNode generation) {
        return generation.path("paused").asBoolean()
                ? "paused"
                : generation.path("state").asString("");
    }
}
