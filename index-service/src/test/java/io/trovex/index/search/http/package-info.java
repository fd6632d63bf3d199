@NullMarked
package io.trovex.index.search.http;

import org.jspecify.annotations.NullMarked;
