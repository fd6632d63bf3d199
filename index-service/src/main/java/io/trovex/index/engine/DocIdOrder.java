package io.trovex.index.engine;

/** The order of ids by which equal documents are told apart: by code points, as UTF-8 bytes are in both engines. */
public final class DocIdOrder {
    private DocIdOrder() {}

    /** As {@link java.util.Comparator#compare}; of well-formed strings. */
    public static int compare(String one, String other) {
        int most = Math.min(one.length(), other.length());
        for (int i = 0; i < most; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                // what lies beyond the basic plane comes last, but its surrogates lie before U+E000
                boolean beyond = Character.isSurrogate(a);
                return beyond == Character.isSurrogate(b) ? a - b : beyond ? 1 : -1;
            }
        }
        return one.length() - other.length();
    }
}
