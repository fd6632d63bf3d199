package io.trovex.embedding.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trovex.embedding.TestModels;
import io.trovex.embedding.model.TokenIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class JobQueueTests {
    private static final TokenIds TOKENS = TestModels.minilm().prepare("owl");

    private final JobQueue queue = new JobQueue();
    private final Lanes lanes = queue.open(2, 2, 1);
    private final LoadedModel model = loaded();

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
        assertThat(lanes.depth(Priority.DOCUMENT)).isEqualTo(2);
        queue.take(Priority.DOCUMENT);
        waiting.join();
        assertThat(lanes.depth(Priority.DOCUMENT)).isEqualTo(2);
    }

    @Test
    void aPromotedDocumentGoesWithTheQueriesAndLeavesItsRoom() throws Exception {
        Job document1 = put(Priority.DOCUMENT);
        Job document2 = put(Priority.DOCUMENT);

        lanes.promote(document2);

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

        assertThat(lanes.close()).containsExactly(query, document1, document2);

        assertThatThrownBy(waiting::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(EngineClosedException.class);
        assertThatThrownBy(() -> put(Priority.QUERY)).isInstanceOf(EngineClosedException.class);
    }

    @Test
    void aClosedQueueHasNothingForAnybody() throws Exception {
        put(Priority.QUERY);

        queue.close();

        assertThat(queue.take(Priority.QUERY)).isNull();
        assertThat(queue.take(Priority.DOCUMENT)).isNull();
    }

    @Test
    void enginesTakeTurnsByTheirShares() throws Exception {
        Lanes live = queue.open(8, 100, 1);
        Lanes backfill = queue.open(8, 100, 0.25);
        for (int i = 0; i < 20; i++) {
            live.put(job(live, Priority.DOCUMENT));
            backfill.put(job(backfill, Priority.DOCUMENT));
        }

        List<Lanes> turns = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            turns.add(taken(Priority.DOCUMENT).lanes());
        }

        assertThat(turns).filteredOn(backfill::equals).hasSize(4);
        assertThat(turns.subList(0, 6)).contains(live, backfill);
    }

    @Test
    void aShareThatChangesCountsFromTheNextTurnOn() throws Exception {
        Lanes one = queue.open(8, 100, 1);
        Lanes other = queue.open(8, 100, 0.25);
        other.share(1);
        for (int i = 0; i < 10; i++) {
            one.put(job(one, Priority.DOCUMENT));
            other.put(job(other, Priority.DOCUMENT));
        }

        List<Lanes> turns = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            turns.add(taken(Priority.DOCUMENT).lanes());
        }

        assertThat(turns).filteredOn(other::equals).hasSize(5);
    }

    @Test
    void whoeverWasAwayHasSavedNothingUp() throws Exception {
        Lanes busy = queue.open(8, 100, 1);
        Lanes late = queue.open(8, 100, 1);
        for (int i = 0; i < 40; i++) {
            busy.put(job(busy, Priority.DOCUMENT));
        }
        for (int i = 0; i < 30; i++) {
            queue.take(Priority.DOCUMENT);
        }
        for (int i = 0; i < 10; i++) {
            late.put(job(late, Priority.DOCUMENT));
        }

        List<Lanes> turns = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            turns.add(taken(Priority.DOCUMENT).lanes());
        }

        assertThat(turns).filteredOn(busy::equals).hasSize(5);
    }

    @Test
    void anEngineThatClosesWaitsForItsOwnRunsOnly() throws Exception {
        Lanes other = queue.open(2, 2, 1);
        other.put(job(other, Priority.DOCUMENT));
        put(Priority.QUERY);
        queue.take(Priority.DOCUMENT);
        Job run = taken(Priority.QUERY);
        lanes.close();

        Thread closing = Thread.startVirtualThread(lanes::awaitIdle);

        awaitParked(closing);
        run.lanes().finished();
        closing.join();
    }

    private Job put(Priority priority) throws InterruptedException {
        Job job = job(lanes, priority);
        lanes.put(job);
        return job;
    }

    private Job job(Lanes engine, Priority priority) {
        return new Job(model, engine, priority, TOKENS, null);
    }

    private Job taken(Priority priority) throws InterruptedException {
        return Objects.requireNonNull(queue.take(priority));
    }

    private static LoadedModel loaded() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        return new LoadedModel(TestModels.minilm(), VectorCache.memory(0), SharedVectors.NONE, meters);
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
