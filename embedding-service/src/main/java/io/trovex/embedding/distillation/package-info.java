/** A transformer's knowledge, put into a table of token vectors. */
@NullMarked
package io.trovex.embedding.distillation;

import org.jspecify.annotations.NullMarked;
