package io.trovex.embedding.model;

import java.util.List;
import java.util.NoSuchElementException;

/** There is no model of that id; the message names those that there are. */
public class UnknownModelException extends NoSuchElementException {
    UnknownModelException(String id, List<String> known) {
        super("no embedding model '" + id + "'; known are " + String.join(", ", known));
    }
}
