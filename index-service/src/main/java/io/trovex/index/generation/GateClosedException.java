package io.trovex.index.generation;

import io.trovex.contracts.GateCheck;
import io.trovex.stage.generation.GenerationLife;
import java.util.List;
import java.util.stream.Collectors;

/** A generation did not pass the gate. */
public class GateClosedException extends RuntimeException {
    GateClosedException(GenerationLife life, List<GateCheck> checks) {
        super(life.id() + " does not pass: "
                + checks.stream()
                        .filter(check -> !check.passed())
                        .map(check -> check.check() + " (" + check.detail() + ")")
                        .collect(Collectors.joining(", ")));
    }
}
