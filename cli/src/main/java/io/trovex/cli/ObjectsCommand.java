package io.trovex.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Looks after the object store. */
@Command(
        name = "objects",
        mixinStandardHelpOptions = true,
        description = "Looks after the object store, where long bodies and uploaded files lie.",
        subcommands = ObjectsCommand.Gc.class,
        footerHeading = "%nExamples:%n",
        footer = {"  trovex objects gc", "  trovex objects gc --delete"})
final class ObjectsCommand {
    private static final double MEGABYTE = 1 << 20;

    private ObjectsCommand() {}

    /** Finds garbage, and removes it when told to. */
    @Command(
            name = "gc",
            mixinStandardHelpOptions = true,
            description = {
                "Finds the objects that neither the log nor its dead letters nor the queue of uploads refer to. Without",
                "--delete it only says how many there are. Objects of the last 24 hours are never touched."
            },
            footerHeading = "%nExamples:%n",
            footer = {"  trovex objects gc", "  trovex objects gc --delete --json"})
    static final class Gc implements Callable<Integer> {
        @Option(names = "--delete", description = "Remove them.")
        private boolean delete;

        @Option(names = "--json", description = "Print the outcome as JSON.")
        private boolean json;

        @Mixin
        private Server server = new Server();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            AtomicReference<@Nullable JsonNode> last = new AtomicReference<>();
            server.client().post("/v1/objects:gc?dry_run=" + !delete, line -> {
                last.set(line);
                if (!json && line.path("state").asString("").equals("marking")) {
                    Commands.err(spec)
                            .printf(
                                    "%s records searched, %s of %s objects without a reference so far%n",
                                    line.path("records"), line.path("collectable"), line.path("objects"));
                }
            });
            JsonNode outcome = last.get();
            if (outcome == null || !outcome.path("state").asString("").equals("done")) {
                Commands.err(spec).println("trovex: " + reason(outcome));
                return ExitCode.SOME_FAILED;
            }
            print(outcome);
            return ExitCode.DONE;
        }

        private static String reason(@Nullable JsonNode last) {
            return last == null || !last.path("state").asString("").equals("failed")
                    ? "the server broke the collection off; see its log"
                    : last.path("detail").asString() + " [" + last.path("code").asString() + "]";
        }

        private void print(JsonNode outcome) {
            if (json) {
                Commands.out(spec).println(Json.line(outcome));
                return;
            }
            Commands.out(spec)
                    .printf(
                            "%d objects (%.1f MB), %d of them within the grace period; %d (%.1f MB) have no reference%s%n",
                            outcome.path("objects").asLong(),
                            outcome.path("bytes").asLong() / MEGABYTE,
                            outcome.path("young").asLong(),
                            outcome.path("collectable").asLong(),
                            outcome.path("collectable_bytes").asLong() / MEGABYTE,
                            delete
                                    ? ", %d (%.1f MB) removed"
                                            .formatted(
                                                    outcome.path("removed").asLong(),
                                                    outcome.path("removed_bytes")
                                                                    .asLong()
                                                            / MEGABYTE)
                                    : "; --delete removes them");
        }
    }
}
