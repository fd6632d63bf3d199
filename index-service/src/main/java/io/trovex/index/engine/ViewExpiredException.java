package io.trovex.index.engine;

/** The moment that a view shows is not kept any more: whoever looks again sees a later one. */
public class ViewExpiredException extends IndexUnavailableException {
    public ViewExpiredException(String message) {
        super(message, null);
    }
}
