package io.trovex.contracts;

/** Position of a submitted record in {@code documents.submitted}. */
public record Origin(int partition, long offset) {

    /** Reads the header form {@code partition:offset}. */
    public static Origin parse(String header) {
        int colon = header.indexOf(':');
        return new Origin(Integer.parseInt(header.substring(0, colon)), Long.parseLong(header.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return partition + ":" + offset;
    }
}
