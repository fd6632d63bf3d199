package io.trovex.stage.objects;

import io.trovex.stage.DataFaultException;

/** The stored bytes are not those that were put. */
public class ObjectCorruptException extends DataFaultException {
    ObjectCorruptException(String address, String actual) {
        super("content_corrupt", "the object at %s has the SHA-256 %s".formatted(address, actual));
    }
}
