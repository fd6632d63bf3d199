package io.trovex.index.lucene;

import io.trovex.index.engine.SpelledValues;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;
import org.apache.lucene.util.StringHelper;

/**
 * Metadata as points to find ranges by: one dimension names the key by its hash, the other is the value. So one field
 * serves whatever keys documents bring. Numbers compare as 64-bit floats, times to the millisecond.
 */
final class MetadataPoints {
    private MetadataPoints() {}

    static List<LongPoint> indexed(String key, Object value) {
        List<LongPoint> points = new ArrayList<>();
        for (Object item : value instanceof List<?> list ? list : List.of(value)) {
            String text = item.toString();
            double number = SpelledValues.number(text);
            if (Double.isFinite(number)) {
                points.add(new LongPoint(Fields.METADATA_POINT, numbersOf(key), sortable(number)));
            }
            SpelledValues.time(text)
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
