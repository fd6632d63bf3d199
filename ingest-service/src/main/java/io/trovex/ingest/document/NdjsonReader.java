package io.trovex.ingest.document;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream into lines without ever holding more than one line and one buffer. Blank lines are counted and passed
 * over; a line over the limit is read past, not kept. Not thread-safe.
 */
public final class NdjsonReader {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream input;
    private final int longestLine;
    private final byte[] buffer = new byte[64 << 10];
    private int position;
    private int filled;
    private byte[] line = new byte[8 << 10];
    private int length;
    private boolean tooLong;
    private long number;

    /** @param longestLine in bytes, without its line break */
    public NdjsonReader(InputStream input, int longestLine) {
        this.input = input;
        this.longestLine = longestLine;
    }

    /**
     * A line that is not blank.
     *
     * @param number from 1
     * @param bytes absent if the line is over the limit
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    public record Line(long number, byte @Nullable [] bytes) {}

    /** @return null at the end of the stream */
    public @Nullable Line next() throws IOException {
        while (readLine()) {
            if (tooLong) {
                return new Line(number, null);
            }
            byte[] content = content();
            if (content.length > longestLine) {
                return new Line(number, null);
            }
            if (!isBlank(content)) {
                return new Line(number, content);
            }
        }
        return null;
    }

    /** Of the last line read. */
    public long number() {
        return number;
    }

    /** Reads up to the next line break or the end; false if there is nothing more. */
    private boolean readLine() throws IOException {
        length = 0;
        tooLong = false;
        boolean any = false;
        while (position < filled || fill()) {
            any = true;
            int end = lineBreak();
            keep(end);
            if (end < filled) {
                position = end + 1;
                number++;
                return true;
            }
            position = end;
        }
        if (any) {
            number++;
        }
        return any;
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(0, input.read(buffer));
        return filled > 0;
    }

    private int lineBreak() {
        int at = position;
        while (at < filled && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    private void keep(int end) {
        int count = end - position;
        // one more than the limit: a carriage return belongs to the line break
        if (tooLong || length + count > longestLine + 1) {
            tooLong = true;
            return;
        }
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.max(length + count, Math.min(line.length * 2, longestLine + 1)));
        }
        System.arraycopy(buffer, position, line, length, count);
        length += count;
    }

    private byte[] content() {
        int from = number == 1 && startsWithByteOrderMark() ? BYTE_ORDER_MARK.length : 0;
        int to = length > from && line[length - 1] == '\r' ? length - 1 : length;
        return Arrays.copyOfRange(line, from, to);
    }

    private boolean startsWithByteOrderMark() {
        return length >= BYTE_ORDER_MARK.length
                && Arrays.equals(line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
