package io.trovex.embedding.model;

import org.jspecify.annotations.Nullable;

/** A model is known but must not serve: a file is not the one it should be, or the model does not compute what it should. */
public class ModelRefusedException extends RuntimeException {
    private final String model;
    private final String reason;

    ModelRefusedException(String model, String reason, @Nullable Throwable cause) {
        super("the model " + model + " is refused: " + reason, cause);
        this.model = model;
        this.reason = reason;
    }

    public String model() {
        return model;
    }

    /** For whoever has to mend it. */
    public String reason() {
        return reason;
    }
}
