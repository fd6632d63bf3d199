package io.trovex.ingest.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;

/** Where a page of letters ended; the newest come first. */
public record LetterCursor(long deadAtMillis, LetterId id) implements Comparable<LetterCursor> {
    private static final Comparator<LetterCursor> NEWEST_FIRST = Comparator.comparingLong(LetterCursor::deadAtMillis)
            .reversed()
            .thenComparing(LetterCursor::id, Comparator.reverseOrder());

    static LetterCursor of(LetterEntry entry) {
        return new LetterCursor(entry.deadAtMillis(), entry.id());
    }

    /** @throws IllegalArgumentException if no page ended like this */
    public static LetterCursor parse(String opaque) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(opaque), StandardCharsets.UTF_8);
            int at = text.indexOf('@');
            return new LetterCursor(
                    Long.parseLong(text.substring(Math.max(0, at) + 1)),
                    LetterId.parse(text.substring(0, Math.max(0, at))));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("cursor must be the next_cursor of the page before", e);
        }
    }

    public String opaque() {
        byte[] text = (id + "@" + deadAtMillis).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    @Override
    public int compareTo(LetterCursor other) {
        return NEWEST_FIRST.compare(this, other);
    }
}
