package io.trovex.embedding.model;

/** What a text is to the search; asymmetric models want to be told. */
public enum TextRole {
    QUERY,
    PASSAGE
}
