package io.trovex.embedding.model.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables whose rows a token's first vector is the sum of. */
record BertEmbeddings(Matrix words, Matrix positions) {

    /** Recognises the sum of a word's, a position's and perhaps a type's row, in any order. */
    static BertEmbeddings read(GraphTrail trail, String sum) throws UnknownShapeException {
        Matrix words = null;
        Matrix positions = null;
        Matrix types = null;
        Deque<String> terms = new ArrayDeque<>(List.of(sum));
        while (!terms.isEmpty()) {
            String term = terms.pop();
            if (trail.isMadeBy(term, "Add")) {
                trail.maker(term, "Add").getInputList().forEach(terms::push);
                continue;
            }
            NodeProto lookup = trail.maker(term, "Gather");
            Matrix table = trail.constant(lookup.getInput(0));
            switch (trail.origin(lookup.getInput(1))) {
                case "input_ids" -> words = table;
                case "token_type_ids" -> types = table;
                default -> {
                    requireCounting(trail, lookup.getInput(1));
                    positions = table;
                }
            }
        }
        return of(words, positions, types, sum);
    }

    private static BertEmbeddings of(
            @Nullable Matrix words, @Nullable Matrix positions, @Nullable Matrix types, String sum)
            throws UnknownShapeException {
        if (words == null || positions == null) {
            throw new UnknownShapeException("expected the rows of words and of positions in " + sum);
        }
        return new BertEmbeddings(words, types == null ? positions : positions.plusEachRow(types.row(0)));
    }

    /** The positions must be the first of 0, 1, 2 …; other models count from the padding token on. */
    private static void requireCounting(GraphTrail trail, String value) throws UnknownShapeException {
        LongBuffer positions = trail.integers(trail.maker(value, "Slice").getInput(0));
        for (int i = 0; i < positions.limit(); i++) {
            if (positions.get(i) != i) {
                throw new UnknownShapeException("expected positions from 0 on in " + value);
            }
        }
    }
}
