package io.trovex.benchmarks.embedding;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The default model as its makers published it, in files, where other libraries can read it. */
record PublishedFiles(Path fp32, Path int8, Path tokenizer) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static PublishedFiles in(Path directory) throws IOException {
        return new PublishedFiles(
                copy("/all-minilm-l6-v2.onnx", directory),
                copy("/all-minilm-l6-v2-q.onnx", directory),
                tokenizer(directory));
    }

    private static Path copy(String resource, Path directory) throws IOException {
        Path file = directory.resolve(resource.substring(1));
        try (InputStream input = open(resource)) {
            Files.copy(input, file);
        }
        return file;
    }

    /** Without its padding to 128 tokens and its cut there: everybody sees the whole texts. */
    private static Path tokenizer(Path directory) throws IOException {
        Path file = directory.resolve("tokenizer.json");
        try (InputStream input = open("/all-minilm-l6-v2-tokenizer.json")) {
            ObjectNode tokenizer = (ObjectNode) JSON.readTree(input);
            tokenizer.putNull("padding").putNull("truncation");
            JSON.writeValue(file, tokenizer);
        }
        return file;
    }

    private static InputStream open(String resource) throws IOException {
        InputStream input = PublishedFiles.class.getResourceAsStream(resource);
        if (input == null) {
            throw new FileNotFoundException(resource);
        }
        return input;
    }
}
