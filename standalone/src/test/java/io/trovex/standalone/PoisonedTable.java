package io.trovex.standalone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A static model's table, changed under the running model, which has it mapped. */
final class PoisonedTable {
    private static final int TOKENS_AT = 8;
    private static final int HEADER = 16;

    private final Path table;
    private final JsonNode vocabulary;
    private final int tokens;

    private PoisonedTable(Path table, JsonNode vocabulary, int tokens) {
        this.table = table;
        this.vocabulary = vocabulary;
        this.tokens = tokens;
    }

    static PoisonedTable in(Path folder) throws IOException {
        Path table = folder.resolve("table.bin");
        JsonNode tokenizer =
                JsonMapper.builder().build().readTree(Files.readAllBytes(folder.resolve("tokenizer.json")));
        int tokens = ByteBuffer.wrap(Files.readAllBytes(table))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt(TOKENS_AT);
        return new PoisonedTable(table, tokenizer.path("model").path("vocab"), tokens);
    }

    /** Texts with that word, which the table knows, get vectors that are no numbers. */
    void poison(String word) throws IOException {
        poison(vocabulary.path(word).intValue());
    }

    /** Every text does. */
    void poisonAll() throws IOException {
        poison(tokens);
    }

    private void poison(int row) throws IOException {
        ByteBuffer scale =
                ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, Float.NaN);
        try (FileChannel channel = FileChannel.open(table, StandardOpenOption.WRITE)) {
            channel.write(scale, HEADER + (long) tokens * Float.BYTES + (long) row * Float.BYTES);
        }
    }
}
