/** The claim check: bodies over the inline limit lie in a content-addressed store, files or S3, and travel as references. */
@NullMarked
package io.trovex.stage.objects;

import org.jspecify.annotations.NullMarked;
