/** {@code /v1/synonyms}. */
@NullMarked
package io.trovex.index.synonym.web;

import org.jspecify.annotations.NullMarked;
