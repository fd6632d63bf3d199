package io.trovex.embedding.model;

import java.net.URI;

/**
 * One of a model's files.
 *
 * @param location {@code classpath:/NAME}, {@code file:/PATH} or {@code object:SHA-256}
 * @param sha256 of its bytes, in lower-case hexadecimal
 */
public record ModelFile(URI location, String sha256) {}
