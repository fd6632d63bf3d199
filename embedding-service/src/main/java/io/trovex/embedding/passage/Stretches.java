package io.trovex.embedding.passage;

import io.trovex.embedding.tokenizer.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * The body as consecutive stretches that stay whole: its sentences, or parts of a sentence that is too long. Stretch
 * {@code i} reaches from boundary {@code i} to boundary {@code i + 1}; boundaries lie between words, so the tokens of
 * joined stretches add up.
 */
final class Stretches {
    private final List<Boundary> boundaries = new ArrayList<>();

    /**
     * @param limit most tokens of one stretch, unless a single word has more
     */
    Stretches(String body, Tokens tokens, int[] sentenceStarts, int limit) {
        int token = 0;
        for (int start : sentenceStarts) {
            while (token < tokens.size() && tokens.start(token) < start) {
                token++;
            }
            if (betweenWords(tokens, token, start)) {
                cutTo(new Boundary(start, token), tokens, limit);
            }
        }
        cutTo(new Boundary(body.length(), tokens.size()), tokens, limit);
    }

    int count() {
        return boundaries.size() - 1;
    }

    /** Offset in the body at which stretch {@code i} begins. */
    int start(int i) {
        return boundaries.get(i).offset();
    }

    /** Tokens of the stretches from {@code first} to before {@code end}. */
    int tokens(int first, int end) {
        return boundaries.get(end).token() - boundaries.get(first).token();
    }

    private static boolean betweenWords(Tokens tokens, int token, int offset) {
        return (token == 0 || tokens.end(token - 1) <= offset) && (token == tokens.size() || tokens.startsWord(token));
    }

    private void cutTo(Boundary end, Tokens tokens, int limit) {
        if (!boundaries.isEmpty()) {
            int first = boundaries.getLast().token();
            int parts = Math.ceilDiv(end.token() - first, limit);
            int partTokens = parts == 0 ? limit : Math.ceilDiv(end.token() - first, parts);
            while (end.token() - first > limit) {
                first = wordNear(tokens, first, first + partTokens);
                if (first >= end.token()) {
                    break;
                }
                boundaries.add(new Boundary(tokens.start(first), first));
            }
        }
        boundaries.add(end);
    }

    /** The last word start up to {@code wanted}, or the next one after it when {@code first} begins a longer word. */
    private static int wordNear(Tokens tokens, int first, int wanted) {
        int cut = wanted;
        while (cut > first && !tokens.startsWord(cut)) {
            cut--;
        }
        if (cut > first) {
            return cut;
        }
        cut = wanted;
        while (cut < tokens.size() && !tokens.startsWord(cut)) {
            cut++;
        }
        return cut;
    }

    private record Boundary(int offset, int token) {}
}
