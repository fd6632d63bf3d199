package io.trovex.embedding.document;

import io.trovex.contracts.Generation;
import io.trovex.contracts.Vector;
import io.trovex.contracts.Violation;
import java.util.ArrayList;
import java.util.List;

/** A vector that a client made: judged against the generation and brought to length 1. */
final class OwnVector {
    /** A vector this close to length 1 keeps its bytes. */
    private static final double TOLERANCE = 1e-4;

    private OwnVector() {}

    static List<Violation> violations(Vector vector, Generation generation) {
        List<Violation> violations = new ArrayList<>();
        if (vector.dimension() != generation.dimension()) {
            violations.add(new Violation(
                    "embedding",
                    "wrong_dimension",
                    "expected " + generation.dimension() + " components, got " + vector.dimension()));
        } else if (!(norm(vector) > 0 && Double.isFinite(norm(vector)))) {
            violations.add(new Violation(
                    "embedding", "no_direction", "the components are all zero, infinite or not a number"));
        }
        return violations;
    }

    static Vector normalised(Vector vector) {
        double norm = norm(vector);
        if (Math.abs(norm - 1) < TOLERANCE) {
            return vector;
        }
        float[] components = vector.components().clone();
        for (int i = 0; i < components.length; i++) {
            components[i] = (float) (components[i] / norm);
        }
        return Vector.of(components);
    }

    private static double norm(Vector vector) {
        double squares = 0;
        for (float component : vector.components()) {
            squares += (double) component * component;
        }
        return Math.sqrt(squares);
    }
}
