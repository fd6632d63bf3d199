package io.trovex.embedding.engine;

import java.time.Duration;

/**
 * What loaded models may take.
 *
 * @param limit most memory of all loaded models together, in bytes; a model beyond it is not loaded
 * @param idle how long a model stays loaded without any engine on it
 */
public record ModelMemory(long limit, Duration idle) {
    public static final ModelMemory DEFAULTS = new ModelMemory(1L << 30, Duration.ofMinutes(10));
}
