package io.trovex.embedding.engine;

/** Room for the passages of all requests, waiting and running. A request that is alone always finds it. Thread-safe. */
final class RequestRoom {
    private final long most;
    private long inside;

    /** @param most passages of all requests together */
    RequestRoom(long most) {
        this.most = most;
    }

    /** For those that may wait for ever. */
    static RequestRoom unbounded() {
        return new RequestRoom(Long.MAX_VALUE);
    }

    /** @throws SaturatedException if others take too much of it */
    synchronized void enter(int passages) {
        if (inside > 0 && inside + passages > most) {
            throw new SaturatedException(inside, "passages");
        }
        inside += passages;
    }

    synchronized void leave(int passages) {
        inside -= passages;
    }
}
