/** The filters of searches in JSON. */
@NullMarked
package io.trovex.index.filter;

import org.jspecify.annotations.NullMarked;
