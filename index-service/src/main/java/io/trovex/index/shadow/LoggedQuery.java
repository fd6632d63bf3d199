package io.trovex.index.shadow;

import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.search.SearchMode;

/**
 * What somebody searched for.
 *
 * @param filter that held besides the conditions in the text
 */
public record LoggedQuery(String text, SearchMode mode, DocumentFilter filter) {}
