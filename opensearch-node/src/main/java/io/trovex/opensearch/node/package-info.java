/** A real OpenSearch for tests: one node in a process of its own. */
package io.trovex.opensearch.node;
