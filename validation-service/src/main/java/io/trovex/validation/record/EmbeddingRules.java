package io.trovex.validation.record;

import io.trovex.contracts.Generation;
import io.trovex.contracts.Vector;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A client's own vector must be one that the generation's model could have made. Its length must be 1 already: scaling
 * it here would hide a vector that was pooled or truncated in a way the model's are not.
 */
final class EmbeddingRules {
    private static final String FIELD = "embedding";
    /** What float32 arithmetic and its rounding may lose. */
    private static final double NORM_TOLERANCE = 1e-3;

    private final Generation generation;

    EmbeddingRules(Generation generation) {
        this.generation = generation;
    }

    void check(@Nullable Vector embedding, @Nullable String model, Violations violations) {
        if (model != null && !model.equals(generation.model())) {
            violations.add(
                    "embedding_model",
                    "model",
                    "must be %s, the model of generation %s, got %s"
                            .formatted(generation.model(), generation.id(), Violations.quoted(model)));
        }
        if (embedding != null) {
            checkDimension(embedding, violations);
            checkComponents(embedding.components(), violations);
        }
    }

    private void checkDimension(Vector embedding, Violations violations) {
        if (embedding.dimension() != generation.dimension()) {
            violations.add(
                    FIELD,
                    "dimension",
                    "must have %d components, got %d".formatted(generation.dimension(), embedding.dimension()));
        }
    }

    private static void checkComponents(float[] components, Violations violations) {
        double squares = 0;
        for (int i = 0; i < components.length; i++) {
            if (!Float.isFinite(components[i])) {
                violations.add(FIELD, "not_finite", "must hold numbers only, got %s at %d".formatted(components[i], i));
                return;
            }
            squares += (double) components[i] * components[i];
        }
        double norm = Math.sqrt(squares);
        if (Math.abs(norm - 1) > NORM_TOLERANCE) {
            violations.add(
                    FIELD,
                    "norm",
                    String.format(Locale.ROOT, "must have length 1 ± %s, got %.6g", NORM_TOLERANCE, norm));
        }
    }
}
