package io.trovex.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** The embedding models that a server knows. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists the embedding models and where they stand, loads, unloads and makes them.",
        subcommands = {ModelsCommand.ListModels.class, ModelsDistillCommand.class, ModelsImportCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  trovex models list",
            "  trovex models load bge-small-en-v1.5-int8-fused",
            "  trovex models distill --texts docs.jsonl.gz --id my-fast-model",
            "  trovex models import ./all-mpnet --id mpnet"
        })
final class ModelsCommand {
    private static final double MEBIBYTE = 1 << 20;

    @Spec
    private @Nullable CommandSpec spec;

    /** Loads a model before anybody asks for it. */
    @Command(
            name = "load",
            mixinStandardHelpOptions = true,
            description = "Checks a model and keeps it in the server's memory until it is unloaded.",
            footerHeading = "%nExamples:%n",
            footer = "  trovex models load bge-small-en-v1.5-int8-fused")
    int load(@Parameters(paramLabel = "ID", description = "The model.") String id, @Mixin Server server) {
        return order("load", id, server);
    }

    /** Frees a model's memory. */
    @Command(
            name = "unload",
            mixinStandardHelpOptions = true,
            description = "Frees a model's memory in the server, unless somebody embeds with it.",
            footerHeading = "%nExamples:%n",
            footer = "  trovex models unload bge-small-en-v1.5-int8-fused")
    int unload(@Parameters(paramLabel = "ID", description = "The model.") String id, @Mixin Server server) {
        return order("unload", id, server);
    }

    private int order(String verb, String id, Server server) {
        print(server.client().post("/v1/models/" + Commands.path(id) + ":" + verb, Map.of()), Commands.out(spec));
        return ExitCode.DONE;
    }

    private static void header(PrintWriter out) {
        out.printf(
                "%-32s %-10s %5s %7s %10s %-8s %9s %-14s %s%n",
                "model", "state", "dim", "tokens", "precision", "provider", "memory", "licence", "");
    }

    private static void print(JsonNode model, PrintWriter out) {
        long bytes = model.path("memory_bytes").asLong();
        out.printf(
                "%-32s %-10s %5s %7s %10s %-8s %9s %-14s %s%n",
                model.path("id").asString(""),
                model.path("state").asString(""),
                model.path("dimensions").asString("-"),
                model.path("max_tokens").asString("-"),
                model.path("precision").asString(model.path("kind").asString("-")),
                model.path("provider").asString("-"),
                bytes == 0 ? "-" : "%.0f MiB".formatted(bytes / MEBIBYTE),
                model.path("licence").asString("-"),
                model.path("serving").asBoolean()
                        ? "serving"
                        : model.path("reason").asString(""));
    }

    /** Prints every known model. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the models that ship and those in the server's models directory.",
            footerHeading = "%nExamples:%n",
            footer = {"  trovex models list", "  trovex models list --json"})
    static final class ListModels implements Callable<Integer> {
        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        @Mixin
        private Server server = new Server();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            JsonNode models = server.client().get("/v1/models");
            PrintWriter out = Commands.out(spec);
            if (json) {
                out.println(Json.line(models));
            } else {
                header(out);
                models.path("data").forEach(model -> print(model, out));
            }
            return ExitCode.DONE;
        }
    }
}
