/** Answers those who submit something: at once, when it has settled, and the same once more. */
@NullMarked
package io.trovex.ingest.answer;

import org.jspecify.annotations.NullMarked;
