package io.trovex.ingest.document;

/**
 * What a reader puts up with before it refuses.
 *
 * @param nesting deepest object or list, the document itself being 1
 * @param numberLength longest number, in characters
 */
public record ReadLimits(int nesting, int numberLength) {}
