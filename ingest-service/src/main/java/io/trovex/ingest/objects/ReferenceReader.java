package io.trovex.ingest.objects;

import java.util.function.Consumer;

/** Reads references in order. Not thread-safe. */
public interface ReferenceReader extends AutoCloseable {

    /**
     * Reads on to where the end is at the time of the call.
     *
     * @param address told of each reference, perhaps more than once
     * @param progress run now and then
     * @return how many records were read
     */
    long readOn(Consumer<String> address, Runnable progress);

    @Override
    void close();
}
