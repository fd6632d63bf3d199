package io.trovex.cli;

import io.trovex.index.snapshot.Snapshot;
import io.trovex.standalone.SnapshotRestore;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Copies of the index. */
@Command(
        name = "snapshot",
        mixinStandardHelpOptions = true,
        description = {
            "Keeps the index as it is now, and puts it back. What was written since then is read again from the log,",
            "so a restored index catches up by itself."
        },
        subcommands = {
            SnapshotCommand.Create.class,
            SnapshotCommand.Listing.class,
            SnapshotCommand.Restore.class,
            SnapshotCommand.Delete.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  trovex snapshot create monday",
            "  trovex snapshot list",
            "  trovex down && trovex snapshot restore monday && trovex up",
            "  trovex snapshot delete monday"
        })
final class SnapshotCommand implements Runnable {
    private static final String RESOURCE = "/v1/index/snapshots";
    private static final double MEGABYTE = 1 << 20;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(Commands.line(spec), "say what: create, list, restore or delete");
    }

    private static String line(JsonNode snapshot) {
        return "%s  %s  %s  %,d documents  %.1f MB"
                .formatted(
                        snapshot.path("name").asString(),
                        snapshot.path("created_at").asString(),
                        snapshot.path("generation").asString(),
                        snapshot.path("documents").asLong(),
                        snapshot.path("bytes").asLong() / MEGABYTE);
    }

    /** Makes one while everything runs. */
    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes a snapshot of the serving index; documents are indexed and searched meanwhile.",
            footerHeading = "%nExamples:%n",
            footer = {"  trovex snapshot create monday", "  trovex snapshot create $(date +%%F) --json"})
    static final class Create implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "Letters, digits, '.', '_', '-'.")
        private String name = "";

        @Option(names = "--json", description = "Print what it holds as JSON.")
        private boolean json;

        @Mixin
        private Server server = new Server();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            JsonNode made = server.client().post(RESOURCE, Map.of("name", name));
            Commands.out(spec).println(json ? Json.line(made) : line(made));
            return ExitCode.DONE;
        }
    }

    /** Lists them. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the snapshots, the oldest first; those that are damaged are left out.",
            footerHeading = "%nExamples:%n",
            footer = {"  trovex snapshot list", "  trovex snapshot list --json | jq .snapshots[].offsets"})
    static final class Listing implements Callable<Integer> {
        @Option(names = "--json", description = "Print the list as JSON.")
        private boolean json;

        @Mixin
        private Server server = new Server();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            JsonNode answer = server.client().get(RESOURCE);
            if (json) {
                Commands.out(spec).println(Json.line(answer));
            } else {
                answer.path("snapshots").forEach(each -> Commands.out(spec).println(line(each)));
            }
            return ExitCode.DONE;
        }
    }

    /** Puts one in the place of the index. */
    @Command(
            name = "restore",
            mixinStandardHelpOptions = true,
            description = {
                "Puts a snapshot in the place of its generation's index, while nothing runs on the data directory. Every",
                "file is read and compared first; if one is damaged, nothing is touched."
            },
            footerHeading = "%nExamples:%n",
            footer = {"  trovex snapshot restore monday", "  trovex snapshot restore monday --data /var/lib/trovex"})
    static final class Restore implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "As it was made.")
        private String name = "";

        @Mixin
        private DataDirectory data = new DataDirectory();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            Snapshot restored = SnapshotRestore.restore(data.path(), name);
            Commands.out(spec)
                    .printf(
                            "the index of generation %s has %,d documents again; `trovex up` reads on from there%n",
                            restored.generation(), restored.documents());
            return ExitCode.DONE;
        }
    }

    /** Deletes one. */
    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Deletes a snapshot.",
            footerHeading = "%nExamples:%n",
            footer = "  trovex snapshot delete monday")
    static final class Delete implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "As it was made.")
        private String name = "";

        @Mixin
        private Server server = new Server();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            server.client().delete(RESOURCE + "/" + Commands.path(name));
            Commands.out(spec).println("deleted " + name);
            return ExitCode.DONE;
        }
    }
}
