package io.trovex.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A canary as people read it: its steps, what searches came to, and what speaks against the candidate. */
final class CanaryLines {

    private CanaryLines() {}

    /** None where there was no canary. */
    static List<String> of(JsonNode canary) {
        List<String> lines = new ArrayList<>();
        canary.path("history")
                .forEach(step -> lines.add("  %s  canary     %s  %s %%  %s"
                        .formatted(text(step, "decided_at"), text(step, "decision"), percent(step), text(step, "cause"))
                        .stripTrailing()));
        if (canary.has("candidate")) {
            lines.add("  canary %s, %.1f %% of the searches%s"
                    .formatted(
                            text(canary, "state"),
                            100 * canary.path("exposure").asDouble(),
                            canary.has("hold") ? ", stays at its step: " + text(canary, "hold") : ""));
            lines.add(searches("candidate", canary.path("candidate")));
            lines.add(searches("serving", canary.path("serving")));
        }
        canary.path("findings")
                .forEach(finding -> lines.add("    %-9s  log Bayes factor %6.2f  (%d against %d)"
                        .formatted(
                                text(finding, "signal"),
                                finding.path("log_bayes_factor").asDouble(),
                                finding.path("candidate").asLong(),
                                finding.path("others").asLong())));
        return lines;
    }

    static String percent(JsonNode step) {
        double share = step.path("share").asDouble();
        return share == Math.rint(share) ? String.valueOf((long) share) : String.valueOf(share);
    }

    private static String searches(String arm, JsonNode searches) {
        return "    %-9s  %,d searches  %,d failed  %,d degraded  %,d empty  p50 %.1f ms  p99 %.1f ms"
                .formatted(
                        arm,
                        searches.path("searches").asLong(),
                        searches.path("failed").asLong(),
                        searches.path("degraded").asLong(),
                        searches.path("empty").asLong(),
                        searches.path("p50_ms").asDouble(),
                        searches.path("p99_ms").asDouble());
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
