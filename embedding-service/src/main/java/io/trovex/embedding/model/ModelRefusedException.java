package io.trovex.embedding.model;

import org.jspecify.annotations.Nullable;

/** A model is known but must not serve: a file is not the one it should be, or the model does not compute what it should. */
public class ModelRefusedException extends RuntimeException {
    private final String model;
    private final String reason;
    private final boolean lasting;

    ModelRefusedException(String model, String reason, @Nullable Throwable cause) {
        super("the model " + model + " is refused: " + reason, cause);
        this.model = model;
        this.reason = reason;
        this.lasting = !(cause instanceof UnreadableFileException);
    }

    public String model() {
        return model;
    }

    /** Whether it will be refused again; false if a file could not be read, which may be there later, or elsewhere. */
    public boolean isLasting() {
        return lasting;
    }

    /** For whoever has to mend it. */
    public String reason() {
        return reason;
    }
}
