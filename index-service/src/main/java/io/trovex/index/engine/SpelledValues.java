package io.trovex.index.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The numbers and times that texts spell, for ranges to compare. */
public final class SpelledValues {
    private static final int LONGEST_NUMBER = 100;
    private static final int SHORTEST_DATE = 10;
    private static final int LONGEST_TIME = 40;

    private SpelledValues() {}

    /** The time that a text spells: an RFC 3339 date-time, or a date, which begins at midnight UTC. */
    public static Optional<Instant> time(String text) {
        if (text.length() < SHORTEST_DATE || text.length() > LONGEST_TIME || text.charAt(4) != '-') {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.length() == SHORTEST_DATE
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** Not finite where the text spells no number; looks before it leaps, most texts are none. */
    public static double number(String text) {
        if (text.isEmpty() || text.length() > LONGEST_NUMBER || "+-.0123456789".indexOf(text.charAt(0)) < 0) {
            return Double.NaN;
        }
        char last = text.charAt(text.length() - 1);
        if (last != '.' && !Character.isDigit(last)) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }
}
