package io.trovex.embedding.model;

import io.trovex.statics.StaticEncoder;
import io.trovex.statics.StaticTable;
import org.jspecify.annotations.Nullable;

/** A table of token vectors: a microsecond a token, on any thread. */
final class StaticWeights implements Weights {
    private final StaticEncoder encoder;
    private final long bytes;

    StaticWeights(StaticTable table) {
        this.encoder = new StaticEncoder(table);
        this.bytes = table.bytes().limit();
    }

    /** Of the tokens between {@code [CLS]} and {@code [SEP]}, which say nothing here. */
    @Override
    public Encoder encoder() {
        return tokens -> encoder.encode(tokens.toArray(), 1, tokens.size() - 1);
    }

    @Override
    public ServedGraph servedGraph() {
        return ServedGraph.PUBLISHED;
    }

    @Override
    public @Nullable ExecutionProvider provider() {
        return null;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        // the garbage collector unmaps it
    }
}
