package io.trovex.cli;

import tools.jackson.databind.JsonNode;

/** A check of the gate in one line. */
final class GateLine {
    private GateLine() {}

    static String of(JsonNode check) {
        return "  gate  %-13s  %s  %s"
                .formatted(
                        check.path("check").asString(""),
                        check.path("passed").asBoolean() ? "passed" : "FAILED",
                        check.path("detail").asString(""));
    }
}
