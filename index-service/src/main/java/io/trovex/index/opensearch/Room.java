package io.trovex.index.opensearch;

import java.util.Collection;
import java.util.List;

/** What a query may yet hold. For one thread. */
final class Room {
    private int left;

    Room(int most) {
        this.left = most;
    }

    /** Those of them that there is room for. */
    <T> List<T> take(Collection<T> all) {
        List<T> taken = all.stream().limit(left).toList();
        left -= taken.size();
        return taken;
    }
}
