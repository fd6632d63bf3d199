package io.trovex.cli;

import java.net.URI;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.TypeConversionException;

/** The root of the command line. */
@Command(
        name = "trovex",
        mixinStandardHelpOptions = true,
        version = "trovex 0.1.0",
        description = "A real-time document search pipeline: every document accounted for.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LedgerCommand.class,
            IngestCommand.class,
            ObjectsCommand.class,
            ModelsCommand.class,
            SearchCommand.class,
            SynonymsCommand.class,
            DlqCommand.class,
            GenerationCommand.class,
            ReplayCommand.class,
            SnapshotCommand.class,
            EvaluateCommand.class,
            BatchCommand.class,
            BenchCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  trovex up --sample                 start everything and load the sample corpus",
            "  trovex search \"who built the dam\"  search it",
            "  trovex ingest notes/ more.jsonl.gz load your own",
            "  trovex dlq report                  what failed, why, and what to do about it",
            "  trovex down                        stop what --detach left running",
            "",
            "`trovex test` (from a checkout) runs the whole test suite.",
            "",
            "Exit codes: 0 done · 1 some of it failed · 2 wrong usage · 3 nothing answers at the address · 4 cannot start"
        })
public final class TrovexCommand {
    private TrovexCommand() {}

    public static void main(String[] args) {
        Warnings.toStandardError();
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new TrovexCommand())
                .registerConverter(URI.class, TrovexCommand::address)
                .setExecutionExceptionHandler(new FailureReport())
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static URI address(String text) {
        URI address = URI.create(text);
        boolean isHttp = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        if (!isHttp || address.getHost() == null) {
            throw new TypeConversionException("'" + text + "' is no address like http://127.0.0.1:8080");
        }
        return address;
    }
}
