/** Which generation answers a search: the serving one, or, for the users of a canary, the candidate. */
@NullMarked
package io.trovex.index.routing;

import org.jspecify.annotations.NullMarked;
