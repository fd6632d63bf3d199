package io.trovex.client;

import java.net.URI;

/** Nothing answers at the address. */
public class UnreachableException extends RuntimeException {
    UnreachableException(URI url, Throwable cause) {
        super("no Trovex answers at " + url, cause);
    }
}
