@NullMarked
package io.trovex.index.search.mcp;

import org.jspecify.annotations.NullMarked;
