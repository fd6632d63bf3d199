package io.trovex.embedding.passage;

import java.util.ArrayList;
import java.util.List;

/** Joins stretches into passages: as few as the limit allows, and all of about the same length. */
final class PassagePacking {
    private final Stretches stretches;
    private final double overlap;

    PassagePacking(Stretches stretches, double overlap) {
        this.stretches = stretches;
        this.overlap = overlap;
    }

    /** Stretches {@code first} to before {@code end}. */
    record Span(int first, int end) {}

    /** Takes the smallest limit that needs no more passages than {@code limit} does, so that no short rest remains. */
    List<Span> pack(int limit) {
        List<Span> fewest = packGreedily(limit);
        int low = 1;
        int high = limit;
        while (low < high) {
            int middle = (low + high) / 2;
            List<Span> spans = packGreedily(middle);
            if (spans.size() <= fewest.size()) {
                high = middle;
                fewest = spans;
            } else {
                low = middle + 1;
            }
        }
        return fewest;
    }

    /** A passage over the limit is a single stretch. */
    private List<Span> packGreedily(int limit) {
        List<Span> spans = new ArrayList<>();
        int first = 0;
        int end = 0;
        while (end < stretches.count()) {
            end++;
            while (end < stretches.count() && stretches.tokens(first, end + 1) <= limit) {
                end++;
            }
            spans.add(new Span(first, end));
            first = firstOfNext(first, end, limit);
        }
        return spans;
    }

    /** Reaches back into the passage before as far as the overlap and the next stretch leave room. */
    private int firstOfNext(int first, int end, int limit) {
        if (end == stretches.count()) {
            return end;
        }
        int next = end;
        while (next - 1 > first
                && stretches.tokens(next - 1, end) <= overlap * limit
                && stretches.tokens(next - 1, end + 1) <= limit) {
            next--;
        }
        return next;
    }
}
