package io.trovex.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model as its makers publish it: a folder as Sentence Transformers and Hugging Face lay them out, or an ONNX file with
 * its tokenizer beside it.
 *
 * @param folder with the makers' own settings, where there are any
 * @param weights an ONNX graph
 * @param tokenizer its {@code tokenizer.json}
 */
record PublishedModel(Path folder, Path weights, Path tokenizer) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TOKENIZER = "tokenizer.json";

    /** @throws FileNotFoundException if there is no graph, or no tokenizer */
    static PublishedModel at(Path source) throws FileNotFoundException {
        if (Files.isDirectory(source)) {
            Path weights =
                    first(source.resolve("model.onnx"), source.resolve("onnx").resolve("model.onnx"));
            return new PublishedModel(source, weights, first(source.resolve(TOKENIZER)));
        }
        Path folder = Optional.ofNullable(source.getParent()).orElse(Path.of("."));
        return new PublishedModel(
                folder, first(source), first(folder.resolve(TOKENIZER), folder.resolveSibling(TOKENIZER)));
    }

    /** Length of its vectors, if its makers say so. */
    OptionalInt dimension() throws IOException {
        return number("config.json", "hidden_size");
    }

    /** Longest input, if its makers say so. */
    OptionalInt maxTokens() throws IOException {
        OptionalInt trained = number("sentence_bert_config.json", "max_seq_length");
        return trained.isPresent() ? trained : number("config.json", "max_position_embeddings");
    }

    /** {@code cls} or {@code mean}, if its makers say so. */
    Optional<String> pooling() throws IOException {
        JsonNode pooling = settings("1_Pooling/config.json");
        if (pooling.path("pooling_mode_cls_token").asBoolean(false)) {
            return Optional.of("cls");
        }
        return pooling.path("pooling_mode_mean_tokens").asBoolean(false) ? Optional.of("mean") : Optional.empty();
    }

    private OptionalInt number(String file, String name) throws IOException {
        JsonNode number = settings(file).path(name);
        return number.isInt() ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
    }

    private JsonNode settings(String file) throws IOException {
        Path settings = folder.resolve(file);
        return Files.isRegularFile(settings) ? JSON.readTree(Files.readAllBytes(settings)) : JSON.missingNode();
    }

    private static Path first(Path... places) throws FileNotFoundException {
        for (Path place : places) {
            if (Files.isRegularFile(place)) {
                return place;
            }
        }
        throw new FileNotFoundException("no such file: "
                + String.join(
                        " or ", List.of(places).stream().map(Path::toString).toList()));
    }
}
