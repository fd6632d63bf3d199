/** Past searches from {@code search.queries}. */
@NullMarked
package io.trovex.index.shadow.kafka;

import org.jspecify.annotations.NullMarked;
