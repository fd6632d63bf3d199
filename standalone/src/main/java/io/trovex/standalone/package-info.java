/** All five services in one process, with a broker and a Redis of their own. */
@NullMarked
package io.trovex.standalone;

import org.jspecify.annotations.NullMarked;
