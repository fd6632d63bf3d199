package io.trovex.cli;

import io.trovex.client.TrovexClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Begins to build a generation. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description =
                "Begins to build a generation beside the one that serves. Ctrl-C ends the watching, not the build.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  trovex generation create --model bge-small-en-v1.5-int8-fused --tokens 256 --wait",
            "  trovex generation create --model bge-small-en-v1.5-int8-fused --engine opensearch --wait"
        })
final class GenerationCreateCommand implements Callable<Integer> {
    private static final long BETWEEN_LOOKS_MS = 300;

    @Option(names = "--model", required = true, paramLabel = "MODEL", description = "As /v1/models lists it.")
    private String model = "";

    @Option(names = "--id", paramLabel = "ID", description = "Its name; by default it follows the model.")
    private @Nullable String id;

    @Option(names = "--tokens", paramLabel = "N", description = "Length of a passage (default: 192).")
    private @Nullable Integer tokens;

    @Option(names = "--overlap", paramLabel = "SHARE", description = "What the next passage repeats (default: 0.15).")
    private @Nullable Double overlap;

    @Option(
            names = "--analyzer",
            paramLabel = "ANALYZER",
            description = "by-language (default), or english for every document.")
    private @Nullable String analyzer;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "That keeps its index, lucene or opensearch (default: as the index service is configured).")
    private @Nullable String engine;

    @Option(names = "--wait", description = "Return when it is ready, or failed.")
    private boolean wait;

    @Option(names = "--json", description = "Print the generation as JSON.")
    private boolean json;

    @Mixin
    private Server server = new Server();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, Object> chunking = new LinkedHashMap<>();
        put(chunking, "tokens", tokens);
        put(chunking, "overlap", overlap);
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("model", model);
        request.put("by", GenerationDecision.operator());
        put(request, "id", id);
        put(request, "analyzer", analyzer);
        put(request, "engine", engine);
        if (!chunking.isEmpty()) {
            request.put("chunking", chunking);
        }
        TrovexClient client = server.client();
        JsonNode generation = client.post("/v1/generations", request);
        if (wait) {
            generation = watch(client, generation);
        }
        Commands.out(spec).println(json ? Json.line(generation) : GenerationLine.of(generation));
        return generation.path("state").asString("").equals("failed") ? ExitCode.SOME_FAILED : ExitCode.DONE;
    }

    private static JsonNode watch(TrovexClient client, JsonNode begun) {
        String path = "/v1/generations/" + Commands.path(begun.path("id").asString(""));
        JsonNode generation = begun;
        try (Progress progress = new Progress("building", "documents", documents(begun, "documents_serving"))) {
            long shown = 0;
            while (generation.path("state").asString("").equals("building")) {
                progress.step(documents(generation, "documents") - shown);
                shown = documents(generation, "documents");
                pause();
                generation = client.get(path);
            }
            progress.step(documents(generation, "documents") - shown);
        }
        return generation;
    }

    private static long documents(JsonNode generation, String which) {
        return generation.path("progress").path(which).asLong();
    }

    private static void put(Map<String, Object> request, String name, @Nullable Object value) {
        if (value != null) {
            request.put(name, value);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while watching", e);
        }
    }
}
