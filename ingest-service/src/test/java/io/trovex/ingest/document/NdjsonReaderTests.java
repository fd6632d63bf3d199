package io.trovex.ingest.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NdjsonReaderTests {
    private static final String TOO_LONG = "<too long>";

    @Test
    void countsBlankLinesButPassesOverThem() throws IOException {
        assertThat(read("a\n\n  \r\nb", 10)).containsExactly("1:a", "4:b");
    }

    @Test
    void takesEitherLineBreakAndALastLineWithout() throws IOException {
        assertThat(read("a\r\nb\nc", 10)).containsExactly("1:a", "2:b", "3:c");
    }

    @Test
    void passesOverAByteOrderMark() throws IOException {
        assertThat(read("\uFEFFa\nb", 10)).containsExactly("1:a", "2:b");
    }

    @Test
    void readsPastALineOverTheLimitAndGoesOn() throws IOException {
        assertThat(read("12345\n123456\n12345\r\n123456\r\n1", 5))
                .containsExactly("1:12345", "2:" + TOO_LONG, "3:12345", "4:" + TOO_LONG, "5:1");
    }

    @Test
    void keepsNothingOfAnEndlessLine() throws IOException {
        long[] left = {3L << 30};
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                int count = (int) Math.min(length, left[0]);
                left[0] -= count;
                return count == 0 ? -1 : count;
            }
        };

        NdjsonReader.Line line = new NdjsonReader(endless, 1 << 20).next();

        assertThat(line).isNotNull();
        assertThat(line.bytes()).isNull();
    }

    @Property(tries = 300)
    void splitsTheSameHoweverTheStreamIsCut(
            @ForAll @StringLength(max = 60) @CharRange(from = 'a', to = 'c') @CharRange(from = '\n', to = '\n')
                    String text,
            @ForAll @IntRange(min = 1, max = 7) int chunk)
            throws IOException {
        List<String> expected = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isEmpty()) {
                expected.add(i + 1 + ":" + (lines[i].length() > 8 ? TOO_LONG : lines[i]));
            }
        }
        assertThat(read(dripping(text, chunk), 8)).isEqualTo(expected);
    }

    private static InputStream dripping(String text, int chunk) {
        return new ByteArrayInputStream(text.getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, chunk));
            }
        };
    }

    private static List<String> read(String text, int longest) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(UTF_8)), longest);
    }

    private static List<String> read(InputStream input, int longest) throws IOException {
        NdjsonReader reader = new NdjsonReader(input, longest);
        List<String> lines = new ArrayList<>();
        for (NdjsonReader.Line line = reader.next(); line != null; line = reader.next()) {
            byte @Nullable [] bytes = line.bytes();
            lines.add(line.number() + ":" + (bytes == null ? TOO_LONG : new String(bytes, UTF_8)));
        }
        return lines;
    }
}
