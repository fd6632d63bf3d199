package io.trovex.validation.record;

import io.trovex.contracts.Generation;
import io.trovex.contracts.Vector;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client's own vector must be one that the model of a generation could have made: the model that it names, or else
 * that of the serving generation. Its length must be 1 already: scaling it here would hide a vector that was pooled or
 * truncated in a way the model's are not.
 */
final class EmbeddingRules {
    private static final String FIELD = "embedding";
    /** What float32 arithmetic and its rounding may lose. */
    private static final double NORM_TOLERANCE = 1e-3;

    private final Supplier<List<Generation>> generations;

    /** @param generations that are current, the serving one first */
    EmbeddingRules(Supplier<List<Generation>> generations) {
        this.generations = generations;
    }

    /** Returns the model of the vector; null for a document without one. */
    @Nullable
    String check(@Nullable Vector embedding, @Nullable String named, Violations violations) {
        if (embedding == null && named == null) {
            return null;
        }
        Generation generation = generation(named, violations);
        if (embedding == null) {
            return null;
        }
        checkDimension(embedding, generation, violations);
        checkComponents(embedding.components(), violations);
        return generation.model();
    }

    private Generation generation(@Nullable String named, Violations violations) {
        List<Generation> current = generations.get();
        Generation serving = current.getFirst();
        if (named == null) {
            return serving;
        }
        return current.stream()
                .filter(generation -> generation.model().equals(named))
                .findFirst()
                .orElseGet(() -> {
                    violations.add(
                            "embedding_model",
                            "model",
                            "must be %s, the model of generation %s, got %s"
                                    .formatted(serving.model(), serving.id(), Violations.quoted(named)));
                    return serving;
                });
    }

    private static void checkDimension(Vector embedding, Generation generation, Violations violations) {
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
