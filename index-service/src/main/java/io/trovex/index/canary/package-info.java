/** The canary's judgement: who tries the candidate, what both generations' searches came to, and what follows from it. */
@NullMarked
package io.trovex.index.canary;

import org.jspecify.annotations.NullMarked;
