package io.trovex.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts dead letters back into their topic. */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        description = {
            "Puts dead letters back into their topic, byte for byte. A letter redriven three times is in quarantine;",
            "one whose document has a newer version is superseded. An upload goes back into the queue of uploads; it has no dry",
            "run and no quarantine. Exit code 1 if any letter did not go."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  trovex dlq redrive --fingerprint 9f86d081884c7d65 --dry-run",
            "  trovex dlq redrive --fingerprint 9f86d081884c7d65 --yes",
            "  trovex dlq redrive documents.validated-dlt:2:17 --force",
            "  trovex dlq redrive --uploads --yes              every upload that `trovex dlq uploads` lists"
        })
final class DlqRedriveCommand implements Callable<Integer> {
    @Mixin
    private LetterDecisionOptions letters = new LetterDecisionOptions();

    @Option(names = "--dry-run", description = "Ask the stages which letters would pass now, and change nothing.")
    private boolean dryRun;

    @Option(names = "--force", description = "Also letters that are in quarantine or were decided on.")
    private boolean force;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("dry_run", dryRun);
        order.put("force", force);
        return letters.decide(Objects.requireNonNull(spec), "redrive", order);
    }
}
