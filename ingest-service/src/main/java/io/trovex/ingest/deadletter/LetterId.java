package io.trovex.ingest.deadletter;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A dead letter's place: dead-letter topic, partition, offset. Ordered so that a document's letters keep their order. */
public record LetterId(String topic, int partition, long offset) implements Comparable<LetterId> {
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9._-]{1,249}):(\\d{1,9}):(\\d{1,18})");
    private static final Comparator<LetterId> PLACE = Comparator.comparing(LetterId::topic)
            .thenComparingInt(LetterId::partition)
            .thenComparingLong(LetterId::offset);

    /**
     * Reads {@code topic:partition:offset}.
     *
     * @throws IllegalArgumentException saying what is wrong, for the client
     */
    public static LetterId parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a dead letter's id is topic:partition:offset");
        }
        return new LetterId(matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }

    @Override
    public int compareTo(LetterId other) {
        return PLACE.compare(this, other);
    }

    @Override
    public String toString() {
        return topic + ":" + partition + ":" + offset;
    }
}
