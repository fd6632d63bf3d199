/** An index in OpenSearch, by its official client: its sharding and replication, our version rule and our fusion. */
@NullMarked
package io.trovex.index.opensearch;

import org.jspecify.annotations.NullMarked;
