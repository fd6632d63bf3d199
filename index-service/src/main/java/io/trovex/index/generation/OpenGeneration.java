package io.trovex.index.generation;

import io.trovex.index.engine.SearchIndex;
import io.trovex.index.search.SearchService;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * A generation that this process can search.
 *
 * @param container that fills its index; null for the configured one, whose listener is Spring's
 */
record OpenGeneration(
        SearchIndex index, SearchService search, @Nullable MessageListenerContainer container) {}
