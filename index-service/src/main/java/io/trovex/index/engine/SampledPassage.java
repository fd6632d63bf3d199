package io.trovex.index.engine;

import io.trovex.contracts.Vector;
import org.jspecify.annotations.Nullable;

/**
 * A passage as the model saw it, more or less.
 *
 * @param title of its document
 * @param vector of length 1
 */
public record SampledPassage(@Nullable String title, String text, Vector vector) {}
