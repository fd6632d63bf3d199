package io.trovex.statics;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A row of signed bytes with a scale for each token, each token's weight, and a row for what all sentences have in
 * common. Lies where its bytes lie, in memory or in a mapped file. Immutable, thread-safe.
 */
public final class StaticTable {
    private static final int MAGIC = 0x54565354;
    private static final int VERSION = 1;
    private static final int HEADER = 4 * Integer.BYTES;
    private static final int LARGEST = 127;

    private final ByteBuffer bytes;
    private final int tokens;
    private final int dimension;
    private final int weights;
    private final int scales;
    private final int values;

    private StaticTable(ByteBuffer bytes, int tokens, int dimension) {
        this.bytes = bytes;
        this.tokens = tokens;
        this.dimension = dimension;
        this.weights = HEADER;
        this.scales = weights + tokens * Float.BYTES;
        this.values = scales + (tokens + 1) * Float.BYTES;
    }

    /**
     * @param rows one for each token, then the common one
     * @param weights one for each token; 0 for those that do not count
     */
    static StaticTable of(float[][] rows, float[] weights) {
        int tokens = weights.length;
        int dimension = rows[tokens].length;
        ByteBuffer bytes = ByteBuffer.allocate(length(tokens, dimension)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(MAGIC).putInt(VERSION).putInt(tokens).putInt(dimension);
        for (float weight : weights) {
            bytes.putFloat(weight);
        }
        float[] scales = new float[tokens + 1];
        for (int row = 0; row <= tokens; row++) {
            scales[row] = scale(rows[row]);
            bytes.putFloat(scales[row]);
        }
        for (int row = 0; row <= tokens; row++) {
            for (float value : rows[row]) {
                bytes.put((byte) Math.rint(value / scales[row]));
            }
        }
        return new StaticTable(bytes.flip(), tokens, dimension);
    }

    /** @throws IOException if the bytes are no table */
    public static StaticTable of(ByteBuffer file) throws IOException {
        ByteBuffer bytes = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.limit() < HEADER || bytes.getInt(0) != MAGIC) {
            throw new IOException("not a table of token vectors");
        }
        if (bytes.getInt(4) != VERSION) {
            throw new IOException("a table of version " + bytes.getInt(4) + ", not " + VERSION);
        }
        int tokens = bytes.getInt(8);
        int dimension = bytes.getInt(12);
        if (tokens < 1 || dimension < 1 || bytes.limit() != length(tokens, dimension)) {
            throw new IOException(
                    "a table of " + tokens + " tokens and " + dimension + " components in " + bytes.limit() + " bytes");
        }
        return new StaticTable(bytes, tokens, dimension);
    }

    /** Without reading it into the heap: processes on one machine share its pages. */
    public static StaticTable map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return of(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        }
    }

    /** The file's content. */
    public ByteBuffer bytes() {
        return bytes.asReadOnlyBuffer().rewind();
    }

    public int dimension() {
        return dimension;
    }

    public int tokens() {
        return tokens;
    }

    /** How much the token counts; 0 for one that was never met, or that the table does not have. */
    float weight(int token) {
        return token < tokens ? bytes.getFloat(weights + token * Float.BYTES) : 0;
    }

    void addTokenRow(int token, float factor, float[] sum) {
        addRow(token, factor, sum);
    }

    void addCommonRow(float factor, float[] sum) {
        addRow(tokens, factor, sum);
    }

    private void addRow(int row, float factor, float[] sum) {
        float scale = factor * bytes.getFloat(scales + row * Float.BYTES);
        int start = values + row * dimension;
        for (int i = 0; i < dimension; i++) {
            sum[i] += scale * bytes.get(start + i);
        }
    }

    private static float scale(float[] row) {
        float largest = 0;
        for (float value : row) {
            largest = Math.max(largest, Math.abs(value));
        }
        // any scale will do for a row of zeros
        return largest == 0 ? 1 : largest / LARGEST;
    }

    private static int length(int tokens, int dimension) {
        return Math.toIntExact(HEADER + (2L * tokens + 1) * Float.BYTES + (tokens + 1L) * dimension);
    }
}
