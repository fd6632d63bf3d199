package io.trovex.ingest.status;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The requests of this replica that wait for a version to settle. Thread-safe. */
public final class Waiters {
    private final DocumentLives lives;
    private final ConcurrentMap<String, Set<Waiter>> byDocument = new ConcurrentHashMap<>();

    public Waiters(DocumentLives lives) {
        this.lives = lives;
    }

    /** Begins to listen; ask before the document is sent, or its settling may be missed. The caller closes it. */
    public Waiter expect(String docId, long version) {
        Waiter waiter = new Waiter(docId, version, lives, this);
        byDocument.compute(docId, (_, waiters) -> {
            Set<Waiter> set = waiters == null ? ConcurrentHashMap.newKeySet() : waiters;
            set.add(waiter);
            return set;
        });
        return waiter;
    }

    /** Tells those who wait for it that a version has settled. */
    public void settled(DocumentLife life) {
        for (Waiter waiter : byDocument.getOrDefault(life.docId(), Set.of())) {
            waiter.tell(life);
        }
    }

    void forget(Waiter waiter) {
        byDocument.computeIfPresent(waiter.docId(), (_, waiters) -> {
            waiters.remove(waiter);
            return waiters.isEmpty() ? null : waiters;
        });
    }

    /** Whether nobody waits for anything. */
    public boolean isEmpty() {
        return byDocument.isEmpty();
    }
}
