package io.trovex.validation.record;

/** Refuses characters that no text holds on purpose: control characters and halves of surrogate pairs. */
final class CharacterRules {
    private CharacterRules() {}

    /** Text in paragraphs, which may hold tabs and breaks of lines and pages. */
    static void checkText(String field, String text, Violations violations) {
        check(field, text, true, violations);
    }

    /** A name, which may not. */
    static void checkName(String field, String text, Violations violations) {
        check(field, text, false, violations);
    }

    private static void check(String field, String text, boolean layoutAllowed, Violations violations) {
        int controls = 0;
        int firstControl = 0;
        int halves = 0;
        int firstHalf = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && !(layoutAllowed && isLayout(c))) {
                firstControl = controls++ == 0 ? i : firstControl;
            } else if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    firstHalf = halves++ == 0 ? i : firstHalf;
                }
            }
        }
        if (controls > 0) {
            violations.add(
                    field,
                    "control_character",
                    found("control characters", controls, text.charAt(firstControl), firstControl));
        }
        if (halves > 0) {
            violations.add(
                    field,
                    "lone_surrogate",
                    found("halves of surrogate pairs", halves, text.charAt(firstHalf), firstHalf));
        }
    }

    /** Tab, line feed, vertical tab, form feed, carriage return, next line. */
    static boolean isLayout(char c) {
        return (c >= '\t' && c <= '\r') || c == '\u0085';
    }

    private static String found(String what, int count, char first, int at) {
        return "must hold no %s, got %d, the first U+%04X at offset %d".formatted(what, count, (int) first, at);
    }
}
