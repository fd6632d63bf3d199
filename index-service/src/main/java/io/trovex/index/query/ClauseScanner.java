package io.trovex.index.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts a query into clauses. A quote that nothing closes is passed over. */
final class ClauseScanner {
    private static final String QUOTES = "\"\u201c\u201d\u201e";

    /** A name, and after its colon something that is neither a path nor another colon. */
    private static final Pattern NAME = Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_.-]*):(?![\\s:/]|$)");

    private final String text;
    private final List<Notice> notices;
    private final List<Clause> clauses = new ArrayList<>();
    private int at;

    ClauseScanner(String text, List<Notice> notices) {
        this.text = text;
        this.notices = notices;
    }

    List<Clause> clauses() {
        at = end(0, true);
        while (at < text.length()) {
            clause();
            at = end(at, true);
        }
        return clauses;
    }

    private void clause() {
        int start = at;
        boolean excluded = isExclusion(at);
        if (excluded) {
            at++;
        }
        String name = name();
        if (at < text.length() && isQuote(at)) {
            int close = closing(at + 1);
            if (close >= 0) {
                String operand = text.substring(at + 1, close);
                at = close + 1;
                clauses.add(new Clause(text.substring(start, at), excluded, name, operand, true, false));
                return;
            }
            notices.add(Notice.syntax("a quote is not closed: it was passed over"));
            text(start, ++at, excluded, name);
            return;
        }
        text(start, at, excluded, name);
    }

    private void text(int start, int from, boolean excluded, @Nullable String name) {
        int to = end(from, false);
        at = to;
        String operand = text.substring(from, to);
        boolean quoteLost = from > start && isQuote(from - 1);
        String raw = quoteLost ? text.substring(start, from - 1) + operand : text.substring(start, to);
        boolean starred = operand.length() > 1 && operand.endsWith("*");
        if (!raw.isEmpty()) {
            clauses.add(new Clause(
                    raw,
                    excluded,
                    name,
                    starred ? operand.substring(0, operand.length() - 1) : operand,
                    false,
                    starred));
        }
    }

    private @Nullable String name() {
        Matcher name = NAME.matcher(text).region(at, text.length());
        name.useTransparentBounds(true);
        if (!name.lookingAt()) {
            return null;
        }
        at = name.end();
        return name.group(1);
    }

    /** A minus directly before something: neither a dash between words nor the two of an option. */
    private boolean isExclusion(int position) {
        if (text.charAt(position) != '-' || position + 1 == text.length()) {
            return false;
        }
        char next = text.charAt(position + 1);
        return next != '-' && !Character.isWhitespace(next);
    }

    private boolean isQuote(int position) {
        return QUOTES.indexOf(text.charAt(position)) >= 0;
    }

    private int closing(int from) {
        for (int i = from; i < text.length(); i++) {
            if (isQuote(i)) {
                return i;
            }
        }
        return -1;
    }

    /** Where the spaces that begin here end, or what is between them. */
    private int end(int from, boolean spaces) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i)) == spaces) {
            i++;
        }
        return i;
    }
}
