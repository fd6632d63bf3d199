package io.trovex.index.engine;

import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Passage;
import io.trovex.contracts.Violation;
import java.util.ArrayList;
import java.util.List;

/** Keeps out what does not belong to the index's generation: vectors of two models never meet in one space. */
public final class GenerationGate {
    private final Generation generation;

    public GenerationGate(Generation generation) {
        this.generation = generation;
    }

    public List<Violation> judge(IndexableDocument document) {
        DocumentEmbedded event = document.event();
        List<Violation> violations = new ArrayList<>();
        if (!event.generation().equals(generation.id())) {
            violations.add(mismatch("generation", generation.id(), event.generation()));
        }
        if (event.operation() == Operation.DELETE) {
            return violations;
        }
        if (!event.model().equals(generation.model())) {
            violations.add(mismatch("model", generation.model(), event.model()));
        }
        String body = document.body();
        if (body == null) {
            violations.add(new Violation("content", "missing", "an upsert has a body"));
            return violations;
        }
        for (int i = 0; i < event.passages().size(); i++) {
            judge("passages[" + i + "]", event.passages().get(i), body.length(), violations);
        }
        return violations;
    }

    private void judge(String field, Passage passage, int bodyLength, List<Violation> violations) {
        if (passage.start() < 0 || passage.end() <= passage.start() || passage.end() > bodyLength) {
            String detail = "%d to %d lies outside a body of %d".formatted(passage.start(), passage.end(), bodyLength);
            violations.add(new Violation(field, "bad_offsets", detail));
        }
        if (passage.embedding().dimension() != generation.dimension()) {
            violations.add(new Violation(
                    field + ".embedding",
                    "wrong_dimension",
                    "expected %d, actual %d"
                            .formatted(
                                    generation.dimension(), passage.embedding().dimension())));
        } else if (!isDirection(passage.embedding().components())) {
            violations.add(new Violation(field + ".embedding", "no_direction", "zero, infinite or not a number"));
        }
    }

    /** Whether the vector can be brought to length one. */
    private static boolean isDirection(float[] components) {
        float squaredLength = 0;
        for (float component : components) {
            squaredLength += component * component;
        }
        return squaredLength > 0 && Float.isFinite(squaredLength);
    }

    private static Violation mismatch(String field, String expected, String actual) {
        return new Violation(field, "wrong_" + field, "expected %s, actual %s".formatted(expected, actual));
    }
}
