package io.trovex.stage.replay;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a replay is in one partition. It lies in the log as the replay group's committed offset and its metadata, so
 * it survives whoever worked on it.
 *
 * @param next offset to go on from
 * @param records that went through the stage
 * @param workedMillis time that this took
 */
public record Mark(long next, long records, long workedMillis) {
    private static final Pattern METADATA = Pattern.compile("([0-9]{1,18}) records in ([0-9]{1,18}) ms");

    /** What is committed beside the offset. */
    public String metadata() {
        return records + " records in " + workedMillis + " ms";
    }

    /** Another's metadata counts as no work. */
    public static Mark of(long next, String metadata) {
        return Optional.of(METADATA.matcher(metadata))
                .filter(Matcher::matches)
                .map(found -> new Mark(next, Long.parseLong(found.group(1)), Long.parseLong(found.group(2))))
                .orElse(new Mark(next, 0, 0));
    }
}
