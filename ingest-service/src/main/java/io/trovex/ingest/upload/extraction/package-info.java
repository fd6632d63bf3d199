/** Extracts the text of uploaded files in processes of their own, and submits it. */
@NullMarked
package io.trovex.ingest.upload.extraction;

import org.jspecify.annotations.NullMarked;
