package io.trovex.ingest.upload;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a client calls a file, made harmless: a name to show, never a path to open. */
public final class FileName {
    private static final int LONGEST = 255;
    private static final String UNNAMED = "unnamed";

    private FileName() {}

    /** The last part of the path, without control characters and halves of surrogate pairs, at most 255 characters. */
    public static String of(@Nullable String submitted) {
        String path = submitted == null ? "" : submitted;
        String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        String visible = last.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String whole = new String(visible.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).strip();
        String name = whole.length() <= LONGEST ? whole : shortened(whole);
        return name.isEmpty() || name.chars().allMatch(c -> c == '.') ? UNNAMED : name;
    }

    /** Keeps the end, where the extension is, and never half of a surrogate pair. */
    private static String shortened(String name) {
        String end = name.substring(name.length() - LONGEST);
        return Character.isLowSurrogate(end.charAt(0)) ? end.substring(1) : end;
    }
}
