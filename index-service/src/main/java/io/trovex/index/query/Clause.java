package io.trovex.index.query;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a query between spaces, a quoted one with the spaces in it.
 *
 * @param raw as it was typed
 * @param excluded whether a minus stands before it
 * @param name what stands before a colon; null without one
 * @param operand the rest, without quotes and star
 * @param quoted whether quotes stood around it
 * @param starred whether a star stands behind it
 */
record Clause(String raw, boolean excluded, @Nullable String name, String operand, boolean quoted, boolean starred) {
    /** Whether it looks like nothing but a word. */
    boolean isPlain() {
        return !excluded && name == null && !quoted && !starred;
    }
}
