@NullMarked
package io.trovex.index.synonym;

import org.jspecify.annotations.NullMarked;
