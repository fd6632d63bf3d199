package io.trovex.index.lucene;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;
import org.apache.lucene.util.StringHelper;

/**
 * Metadata as points to find ranges by: one dimension names the key by its hash, the other is the value. So one field
 * serves whatever keys documents bring. Numbers compare as 64-bit floats, times to the millisecond.
 */
public final class MetadataPoints {
    private static final int LONGEST_NUMBER = 100;
    private static final int SHORTEST_DATE = 10;
    private static final int LONGEST_TIME = 40;

    private MetadataPoints() {}

    static List<LongPoint> indexed(String key, Object value) {
        List<LongPoint> points = new ArrayList<>();
        for (Object item : value instanceof List<?> list ? list : List.of(value)) {
            String text = item.toString();
            double number = number(text);
            if (Double.isFinite(number)) {
                points.add(new LongPoint(Fields.METADATA_POINT, numbersOf(key), sortable(number)));
            }
            time(text)
                    .ifPresent(time ->
                            points.add(new LongPoint(Fields.METADATA_POINT, timesOf(key), Fields.millis(time))));
        }
        return points;
    }

    static Query numbers(String key, double least, double most) {
        return range(numbersOf(key), sortable(least), sortable(most));
    }

    static Query times(String key, long earliest, long latest) {
        return range(timesOf(key), earliest, latest);
    }

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

    /** Zero has two signs and one value. */
    private static long sortable(double number) {
        return NumericUtils.doubleToSortableLong(number + 0.0);
    }

    private static Query range(long key, long least, long most) {
        return LongPoint.newRangeQuery(Fields.METADATA_POINT, new long[] {key, least}, new long[] {key, most});
    }

    private static long numbersOf(String key) {
        return hash('n' + key);
    }

    private static long timesOf(String key) {
        return hash('t' + key);
    }

    private static long hash(String name) {
        return StringHelper.murmurhash3_x64_128(new BytesRef(name))[0];
    }
}
