/** What searches would answer if another generation served, before any user sees it. */
@NullMarked
package io.trovex.index.shadow;

import org.jspecify.annotations.NullMarked;
