/** The pipeline without its log: the functions of the stages in a plain loop, from a file to an index. */
@NullMarked
package io.trovex.standalone.batch;

import org.jspecify.annotations.NullMarked;
