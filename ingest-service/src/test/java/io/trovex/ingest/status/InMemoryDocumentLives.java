package io.trovex.ingest.status;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store without a process; it tells nobody of settled versions. */
public final class InMemoryDocumentLives implements DocumentLives {
    private final Map<String, DocumentLife> lives = new ConcurrentHashMap<>();
    private final Map<String, Instant> remembered = new ConcurrentHashMap<>();
    private volatile boolean away;

    /** From now on it does not answer, or answers again. */
    public void away(boolean away) {
        this.away = away;
    }

    @Override
    public Optional<DocumentLife> find(String docId) {
        check();
        return Optional.ofNullable(lives.get(docId));
    }

    @Override
    public Collection<DocumentLife> merge(Collection<DocumentLife> events) {
        check();
        events.forEach(event -> lives.merge(event.docId(), event, DocumentLife::merge));
        return events.stream()
                .map(DocumentLife::docId)
                .distinct()
                .flatMap(docId -> find(docId).stream())
                .toList();
    }

    @Override
    public void remember(Collection<String> docIds, Instant since) {
        check();
        docIds.forEach(docId -> remembered.putIfAbsent(docId, since));
    }

    @Override
    public List<String> rememberedBefore(Instant moment) {
        check();
        return remembered.entrySet().stream()
                .filter(each -> !each.getValue().isAfter(moment))
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void forget(Collection<String> docIds) {
        check();
        remembered.keySet().removeAll(docIds);
    }

    private void check() {
        if (away) {
            throw new StatusUnavailableException(new IllegalStateException("away"));
        }
    }
}
