package io.trovex.embedding.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trovex.embedding.TestModels;
import io.trovex.embedding.model.TokenIds;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class JobQueueTests {
    private static final TokenIds TOKENS = TestModels.minilm().prepare("owl");

    private final JobQueue queue = new JobQueue(2, 2);

    @Test
    void eachLaneKeepsItsOrder() throws Exception {
        Job document1 = put(Priority.DOCUMENT);
        Job query1 = put(Priority.QUERY);
        Job document2 = put(Priority.DOCUMENT);
        Job query2 = put(Priority.QUERY);

        assertThat(queue.take(Priority.QUERY)).isSameAs(query1);
        assertThat(queue.take(Priority.DOCUMENT)).isSameAs(document1);
        assertThat(queue.take(Priority.QUERY)).isSameAs(query2);
        assertThat(queue.take(Priority.DOCUMENT)).isSameAs(document2);
    }

    @Test
    void aQueryWithoutRoomIsRefusedAtOnce() throws Exception {
        put(Priority.QUERY);
        put(Priority.QUERY);

        assertThatThrownBy(() -> put(Priority.QUERY))
                .isInstanceOf(SaturatedException.class)
                .hasMessageContaining("2 queries");
    }

    @Test
    void aDocumentWithoutRoomWaitsForIt() throws Exception {
        put(Priority.DOCUMENT);
        put(Priority.DOCUMENT);

        Thread waiting = Thread.startVirtualThread(() -> putUnchecked(Priority.DOCUMENT));

        awaitParked(waiting);
        assertThat(queue.depth(Priority.DOCUMENT)).isEqualTo(2);
        queue.take(Priority.DOCUMENT);
        waiting.join();
        assertThat(queue.depth(Priority.DOCUMENT)).isEqualTo(2);
    }

    @Test
    void aPromotedDocumentGoesWithTheQueriesAndLeavesItsRoom() throws Exception {
        Job document1 = put(Priority.DOCUMENT);
        Job document2 = put(Priority.DOCUMENT);

        queue.promote(document2);

        put(Priority.DOCUMENT);
        assertThat(queue.take(Priority.QUERY)).isSameAs(document2);
        assertThat(queue.take(Priority.DOCUMENT)).isSameAs(document1);
    }

    @Test
    void closingHandsBackWhatWaitsAndReleasesEverybody() throws Exception {
        Job document1 = put(Priority.DOCUMENT);
        Job document2 = put(Priority.DOCUMENT);
        Job query = put(Priority.QUERY);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> putUnchecked(Priority.DOCUMENT));

        assertThat(queue.close()).containsExactly(query, document1, document2);

        assertThatThrownBy(waiting::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(EngineClosedException.class);
        assertThat(queue.take(Priority.QUERY)).isNull();
        assertThat(queue.take(Priority.DOCUMENT)).isNull();
        assertThatThrownBy(() -> put(Priority.QUERY)).isInstanceOf(EngineClosedException.class);
    }

    private Job put(Priority priority) throws InterruptedException {
        Job job = new Job(priority, TOKENS);
        queue.put(job);
        return job;
    }

    private void putUnchecked(Priority priority) {
        try {
            put(priority);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitParked(Thread thread) {
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> thread.getState() == Thread.State.WAITING);
    }
}
