/** {@code /v1/search}: questions read and answers sent, each logged as an event. */
@NullMarked
package io.trovex.index.search.web;

import org.jspecify.annotations.NullMarked;
