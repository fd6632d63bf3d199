package io.trovex.stage.objects;

/** A reference points to nothing: the object was lost or never stored. */
public class ObjectMissingException extends RuntimeException {
    ObjectMissingException(String address) {
        super("no object at " + address);
    }
}
