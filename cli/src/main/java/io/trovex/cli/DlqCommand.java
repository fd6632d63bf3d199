package io.trovex.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The review of dead letters. */
@Command(
        name = "dlq",
        mixinStandardHelpOptions = true,
        description = "Reviews dead letters: what stages gave up, why, and what becomes of it.",
        subcommands = {
            DlqReportCommand.class,
            DlqGroupsCommand.class,
            DlqListCommand.class,
            DlqShowCommand.class,
            DlqUploadsCommand.class,
            DlqRedriveCommand.class,
            DlqDiscardCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  trovex dlq report --out review.md               the daily review",
            "  trovex dlq groups                               causes, those with the most letters first",
            "  trovex dlq list --stage embedding --newer-than 24h",
            "  trovex dlq show documents.validated-dlt:2:17",
            "  trovex dlq uploads                              files whose text could not be extracted",
            "  trovex dlq redrive --fingerprint 9f86d081884c7d65 --dry-run",
            "  trovex dlq discard documents.submitted-dlt:0:4 --reason \"a test document\""
        })
final class DlqCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "say what: report, groups, list, show, uploads, redrive or discard");
    }
}
