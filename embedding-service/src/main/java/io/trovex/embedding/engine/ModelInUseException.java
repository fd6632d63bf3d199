package io.trovex.embedding.engine;

/** A model cannot be unloaded, because somebody embeds with it. */
public class ModelInUseException extends IllegalStateException {
    ModelInUseException(String model, int users) {
        super(model + " is in use by " + users + (users == 1 ? " engine" : " engines"));
    }
}
