package io.trovex.ingest.idempotency;

/**
 * A client's name for one request (draft-ietf-httpapi-idempotency-key-header).
 *
 * @param text 1 to 255 visible ASCII characters or spaces
 */
public record IdempotencyKey(String text) {
    /** Longest key. */
    public static final int LONGEST = 255;

    /**
     * Reads the header's value: the quoted string of the draft, or the bare one that many clients send.
     *
     * @throws IllegalArgumentException saying what is wrong, for the client
     */
    public static IdempotencyKey parse(String header) {
        String trimmed = header.strip();
        String text = trimmed.startsWith("\"") ? unquoted(trimmed) : bare(trimmed);
        if (text.isBlank()) {
            throw new IllegalArgumentException("Idempotency-Key must not be blank");
        }
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "Idempotency-Key must have at most %d characters, got %d".formatted(LONGEST, text.length()));
        }
        return new IdempotencyKey(text);
    }

    private static String bare(String text) {
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != ',')) {
            throw new IllegalArgumentException(
                    "an unquoted Idempotency-Key is visible ASCII without spaces, commas, quotes and backslashes");
        }
        return text;
    }

    /** An RFC 8941 string. */
    private static String unquoted(String quoted) {
        StringBuilder text = new StringBuilder(quoted.length());
        for (int i = 1; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            if (c == '"') {
                if (i == quoted.length() - 1) {
                    return text.toString();
                }
                break;
            }
            if (c == '\\') {
                i++;
                c = i < quoted.length() ? quoted.charAt(i) : 0;
                if (c != '"' && c != '\\') {
                    break;
                }
            }
            if (c < ' ' || c > '~') {
                break;
            }
            text.append(c);
        }
        throw new IllegalArgumentException(
                "Idempotency-Key must be one quoted string of printable ASCII, for example \"8e03978e-40d5\"");
    }
}
