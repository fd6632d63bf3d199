package io.trovex.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every store of lives promises. */
public abstract class DocumentLivesContract {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    protected abstract DocumentLives lives();

    @Test
    void knowsNothingOfADocumentNobodySubmitted() {
        assertThat(lives().find("nobody")).isEmpty();
    }

    @Test
    void mergesWhatComesIntoWhatIsHeld() {
        lives().merge(List.of(reached("a", 1, Status.SUBMITTED, 0), reached("b", 1, Status.SUBMITTED, 0)));
        lives().merge(List.of(reached("a", 1, Status.INDEXED, 9), reached("a", 1, Status.VALIDATED, 3)));

        DocumentLife a = lives().find("a").orElseThrow();
        assertThat(a.times()).containsOnlyKeys(Status.SUBMITTED, Status.VALIDATED, Status.INDEXED);
        assertThat(lives().find("b")).map(DocumentLife::status).hasValue(Status.SUBMITTED);
    }

    @Test
    void keepsTheNewerVersionWhicheverComesFirst() {
        lives().merge(List.of(reached("c", 2, Status.SUBMITTED, 5)));

        assertThat(lives().merge(List.of(reached("c", 1, Status.INDEXED, 9))))
                .containsExactly(reached("c", 2, Status.SUBMITTED, 5));
        assertThat(lives().find("c")).hasValue(reached("c", 2, Status.SUBMITTED, 5));
    }

    @Test
    void takesIdsOfAnyScript() {
        String id = "https://例え.jp/ä?q={1}#😀 '\"\\";
        lives().merge(List.of(reached(id, 1, Status.SUBMITTED, 0)));

        assertThat(lives().find(id)).map(DocumentLife::docId).hasValue(id);
    }

    @Test
    void mergingNothingIsFine() {
        lives().merge(List.of());
    }

    @Test
    void replicasThatMergeAtTheSameTimeLoseNothing() {
        List<DocumentLife> events = new ArrayList<>();
        for (String id : List.of("x" + UUID.randomUUID(), "y" + UUID.randomUUID())) {
            for (Status status : Status.values()) {
                for (int version = 1; version <= 5; version++) {
                    events.add(reached(id, version, status, version * 10));
                }
            }
        }

        try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int replica = 0; replica < 8; replica++) {
                List<DocumentLife> share = new ArrayList<>();
                for (int i = replica; i < events.size(); i += 8) {
                    share.add(events.get(i));
                }
                Collections.shuffle(share, new Random(replica));
                replicas.execute(() -> share.forEach(event -> lives().merge(List.of(event))));
            }
        }

        events.stream()
                .map(DocumentLife::docId)
                .distinct()
                .forEach(id -> assertThat(lives().find(id))
                        .hasValue(events.stream()
                                .filter(event -> event.docId().equals(id))
                                .reduce(DocumentLife::merge)
                                .orElseThrow()));
    }

    private static DocumentLife reached(String id, long version, Status status, int afterMillis) {
        return DocumentLife.reached(id, version, 0, Map.of(status, NOON.plusMillis(afterMillis)), "trace");
    }
}
