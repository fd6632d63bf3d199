package io.trovex.stage.objects;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes to store, which can be read as often as a store needs. */
public interface ObjectContent {

    long length();

    /** From the first byte; the caller closes it. */
    InputStream open() throws IOException;

    static ObjectContent of(byte[] bytes) {
        return new ObjectContent() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
