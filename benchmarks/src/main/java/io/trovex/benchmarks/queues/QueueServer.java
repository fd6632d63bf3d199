package io.trovex.benchmarks.queues;

import java.io.IOException;

/** A server with its data on disk, which can be killed and started again. */
interface QueueServer extends AutoCloseable {

    void start() throws IOException;

    /** SIGKILL: what the process had not given to the kernel is gone, what it had is not. */
    void kill() throws IOException;

    TaskQueue connect();

    /** Where {@link WorkerMain} finds it. */
    String address();

    @Override
    void close();
}
