package io.trovex.index.search;

import java.time.Duration;

/** How long a search waits for its query's vector, wherever it is made; then it goes on without the model. */
public record QueryPatience(Duration time) {}
