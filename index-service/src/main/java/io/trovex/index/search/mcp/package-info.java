/** {@code /mcp}: the index as tools for assistants, by the Model Context Protocol. */
@NullMarked
package io.trovex.index.search.mcp;

import org.jspecify.annotations.NullMarked;
