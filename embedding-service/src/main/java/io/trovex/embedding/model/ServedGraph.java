package io.trovex.embedding.model;

import java.util.Locale;

/** Which graph makes a model's vectors, and why. */
public enum ServedGraph {
    /** The published one, as the model asks for it. */
    PUBLISHED,
    /** The fused one: it agrees with the published one on the golden sentences. */
    FUSED,
    /** The published one, because its shape is not known. */
    UNKNOWN_SHAPE,
    /** The published one, because the fused one did not agree with it. */
    FAILED_CHECK;

    /** As a meter's tag. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
