package io.trovex.index.engine;

/** Documents in the order of a field; those without a value last, ties in the order of their ids. */
public record SortOrder(DocumentField field, boolean descending) {}
