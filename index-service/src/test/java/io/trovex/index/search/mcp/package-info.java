@NullUnmarked
package io.trovex.index.search.mcp;

import org.jspecify.annotations.NullUnmarked;
