package io.trovex.stage;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The consumer groups that this process has joined, with partitions or without. Thread-safe. */
final class Memberships {
    private final Set<String> groups = ConcurrentHashMap.newKeySet();

    void joined(String group) {
        groups.add(group);
    }

    boolean includes(String group) {
        return groups.contains(group);
    }
}
