package io.trovex.embedding;

import io.trovex.stage.objects.ObjectCorruptException;
import io.trovex.stage.objects.ObjectMissingException;
import io.trovex.stage.objects.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Models' files in the object store, by their SHA-256.
 *
 * @param store asked for only when a file lies there
 */
public record ObjectFiles(Supplier<ObjectStore> store) implements Function<String, byte[]> {
    /** The bean of the store for models, which no collection of the pipeline's garbage touches. */
    public static final String STORE = "modelObjects";

    @Override
    public byte[] apply(String address) {
        try {
            return store.get().get(address);
        } catch (ObjectMissingException | ObjectCorruptException e) {
            throw new UncheckedIOException(new IOException(e.getMessage(), e));
        }
    }
}
