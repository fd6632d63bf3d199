package io.trovex.stage.objects;

import io.trovex.stage.DataFaultException;

/** A reference points to nothing: the object was lost or never stored. */
public class ObjectMissingException extends DataFaultException {
    ObjectMissingException(String address) {
        super("content_missing", "no object at " + address);
    }
}
