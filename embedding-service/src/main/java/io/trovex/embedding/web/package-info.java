/** The OpenAI-compatible HTTP surface. */
@NullMarked
package io.trovex.embedding.web;

import org.jspecify.annotations.NullMarked;
