package io.trovex.ingest.deadletter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the letters that match.
 *
 * @param total how many match, on all pages
 * @param next absent on the last page
 */
public record LetterPage(
        List<Standing> letters, long total, @Nullable LetterCursor next) {}
