package io.trovex.index.engine;

/** Where in a document a word is looked for. */
public enum TextPart {
    /** In the title or the body. */
    ANYWHERE,
    TITLE
}
