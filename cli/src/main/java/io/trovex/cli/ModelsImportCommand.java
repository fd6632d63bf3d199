package io.trovex.cli;

import io.trovex.embedding.model.ManifestWriter;
import io.trovex.embedding.model.ModelDescription;
import io.trovex.embedding.model.ModelFile;
import io.trovex.embedding.model.ModelKind;
import io.trovex.embedding.model.Pooling;
import io.trovex.embedding.model.graph.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a model of one's own known: copies its files, measures it and writes its manifest. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Copies a BERT-shaped model into DIR/models, checks it, and writes its manifest with the files' hashes and the",
            "cosines of golden sentences, which it must give at every load. A server on the same data directory finds it.",
            "What the makers' own settings say (config.json, sentence_bert_config.json, 1_Pooling) need not be given."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  trovex models import ./all-mpnet --id mpnet --licence Apache-2.0",
            "  trovex models import model.onnx --id ours --dimension 768 --max-tokens 512 --pooling cls --precision full"
        })
final class ModelsImportCommand implements Callable<Integer> {
    private static final String WEIGHTS = "model.onnx";
    private static final String TOKENIZER = "tokenizer.json";

    enum Form {
        INT8,
        FULL,
        PUBLISHED
    }

    @Parameters(
            paramLabel = "SOURCE",
            description =
                    "A folder with model.onnx (or onnx/model.onnx) and tokenizer.json, or an ONNX file beside one.")
    private Path source = Path.of(".");

    @Option(names = "--id", required = true, description = "The model's id: for good, other vectors need another.")
    private String id = "";

    @Option(names = "--version", defaultValue = "1", description = "Its makers' version (default: ${DEFAULT-VALUE}).")
    private String version = "1";

    @Option(names = "--licence", defaultValue = "unknown", description = "SPDX identifier (default: ${DEFAULT-VALUE}).")
    private String licence = "unknown";

    @Option(
            names = "--precision",
            defaultValue = "INT8",
            description = "int8 and full are fused by us, published is left as it is (default: int8).")
    private Form precision = Form.INT8;

    @Option(names = "--pooling", description = "mean or cls; a vector for the text of those of its tokens.")
    private @Nullable Pooling pooling;

    @Option(names = "--dimension", paramLabel = "N", description = "Length of its vectors.")
    private @Nullable Integer dimension;

    @Option(names = "--max-tokens", paramLabel = "N", description = "Longest input, special tokens included.")
    private @Nullable Integer maxTokens;

    @Option(names = "--query-prefix", defaultValue = "", description = "What it wants to see before a query.")
    private String queryPrefix = "";

    @Option(names = "--passage-prefix", defaultValue = "", description = "What it wants to see before a passage.")
    private String passagePrefix = "";

    @Mixin
    private DataDirectory data = new DataDirectory();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (NewModelFolder folder = NewModelFolder.in(data.path().resolve("models"), id, Commands.line(spec))) {
            PublishedModel published = PublishedModel.at(source);
            ModelDescription draft = draft(published);
            Path path = Files.createDirectories(folder.path());
            Files.copy(published.weights(), path.resolve(WEIGHTS));
            Files.copy(published.tokenizer(), path.resolve(TOKENIZER));
            ModelDescription model =
                    new ManifestWriter(path, data.path().resolve("graphs")).write(WEIGHTS, TOKENIZER, draft);
            folder.keep();
            Commands.out(spec)
                    .println(Json.line(
                            Map.of("model", id, "full_version", model.fullVersion(), "folder", path.toString())));
            return ExitCode.DONE;
        }
    }

    private ModelDescription draft(PublishedModel published) throws IOException {
        ModelFile none = new ModelFile(published.folder().toUri(), "");
        Pooling pooled = pooling == null
                ? Pooling.valueOf(published
                        .pooling()
                        .orElseThrow(() -> missing("--pooling"))
                        .toUpperCase(Locale.ROOT))
                : pooling;
        return new ModelDescription(
                id,
                version,
                licence,
                new ModelKind.Transformer(fused(), pooled, true),
                none,
                none,
                given("--dimension", dimension, published.dimension()),
                given("--max-tokens", maxTokens, published.maxTokens()),
                queryPrefix,
                passagePrefix,
                List.of());
    }

    private @Nullable Precision fused() {
        return switch (precision) {
            case INT8 -> Precision.INT8;
            case FULL -> Precision.FULL;
            case PUBLISHED -> null;
        };
    }

    private int given(String option, @Nullable Integer value, OptionalInt published) {
        return value == null ? published.orElseThrow(() -> missing(option)) : value;
    }

    private ParameterException missing(String option) {
        return new ParameterException(Commands.line(spec), option + " is missing: the model's folder does not say it");
    }
}
