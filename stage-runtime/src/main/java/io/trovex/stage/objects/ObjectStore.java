package io.trovex.stage.objects;

import io.trovex.stage.DependencyUnavailableException;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Objects named by the SHA-256 of their bytes, in lower-case hex. Thread-safe. Every method throws
 * {@link DependencyUnavailableException} while the store is away.
 */
public interface ObjectStore {

    /**
     * Stores the bytes, once however often they are put; when it returns they are durable. An object put again counts as
     * new, and a removal that runs meanwhile does not take it.
     *
     * @return their address
     */
    String put(ObjectContent content);

    /**
     * The bytes, which are what their address says.
     *
     * @throws ObjectMissingException if nothing lies at the address
     * @throws ObjectCorruptException if the stored bytes have another SHA-256
     */
    byte[] get(String address);

    /** Tells of every object, in no particular order; of those put meanwhile, perhaps not. */
    void list(Consumer<StoredObject> each);

    /**
     * Removes an object unless it was put, first or again, at or after {@code cutoff}.
     *
     * @return whether it was there and is gone
     */
    boolean remove(String address, Instant cutoff);
}
