@NullMarked
package io.trovex.index.opensearch;

import org.jspecify.annotations.NullMarked;
