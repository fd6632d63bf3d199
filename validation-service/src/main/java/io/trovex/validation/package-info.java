/** The second service of the pipeline: judges submitted documents and normalises those that pass. */
@NullMarked
package io.trovex.validation;

import org.jspecify.annotations.NullMarked;
