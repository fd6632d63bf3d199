package io.trovex.ingest.upload.extraction;

import org.jspecify.annotations.Nullable;

/**
 * What a file says.
 *
 * @param title absent if the file has none
 * @param text never blank
 */
record ExtractedText(@Nullable String title, String text) {}
