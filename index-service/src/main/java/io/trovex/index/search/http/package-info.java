/** Query vectors from the embedding service, and the recent ones kept. */
@NullMarked
package io.trovex.index.search.http;

import org.jspecify.annotations.NullMarked;
