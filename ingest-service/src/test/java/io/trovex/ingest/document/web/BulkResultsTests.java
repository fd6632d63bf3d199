package io.trovex.ingest.document.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.ingest.status.InMemoryDocumentLives;
import io.trovex.ingest.status.Waiter;
import io.trovex.ingest.status.Waiters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(20)
class BulkResultsTests {
    private static final int WINDOW = 3;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void keepsTheOrderOfTheLinesWhateverTheBrokerAnswersFirst() throws InterruptedException {
        BulkResults results = new BulkResults(WINDOW, output, json);
        Thread writer = Thread.ofVirtual().start(results);
        CompletableFuture<Long> slow = new CompletableFuture<>();
        results.add(sent(1, slow));
        results.add(sent(2, CompletableFuture.completedFuture(0L)));
        results.add(refused(3));
        slow.complete(1L);
        results.add(new BulkLine.End());
        writer.join();

        assertThat(output.toString(UTF_8).lines())
                .containsExactly(
                        "{\"line\":1,\"doc_id\":\"d1\",\"version\":1,\"status\":202}",
                        "{\"line\":2,\"doc_id\":\"d2\",\"version\":2,\"status\":202}",
                        "{\"line\":3,\"status\":400,\"code\":\"malformed_json\",\"detail\":\"no\"}");
    }

    @Test
    void aResultIsOnItsWayBeforeTheNextLineArrives() throws InterruptedException {
        AtomicInteger flushed = new AtomicInteger();
        BulkResults results = new BulkResults(
                WINDOW,
                new ByteArrayOutputStream() {
                    @Override
                    public void flush() {
                        flushed.set(size());
                    }
                },
                json);
        Thread writer = Thread.ofVirtual().start(results);
        results.add(refused(1));

        await().until(() -> flushed.get() > 0);
        results.add(new BulkLine.End());
        writer.join();
    }

    @Test
    void noMoreThanTheWindowIsAwaitedAtOnce() throws InterruptedException {
        BulkResults results = new BulkResults(WINDOW, output, json);
        Thread writer = Thread.ofVirtual().start(results);
        CompletableFuture<Long> stuck = new CompletableFuture<>();
        AtomicInteger added = new AtomicInteger();
        Thread reader = Thread.ofVirtual().start(() -> {
            for (int line = 1; line <= 50; line++) {
                add(results, sent(line, stuck));
                added.incrementAndGet();
            }
        });

        await().until(() -> reader.getState() == Thread.State.WAITING);
        assertThat(added.get()).isLessThanOrEqualTo(WINDOW + 1);

        stuck.complete(0L);
        reader.join();
        results.add(new BulkLine.End());
        writer.join();
        assertThat(output.toString(UTF_8).lines()).hasSize(50);
    }

    @Test
    void aLogThatIsAwayBreaksTheRequest() throws InterruptedException {
        BulkResults results = new BulkResults(WINDOW, output, json);
        Thread writer = Thread.ofVirtual().start(results);
        results.add(sent(1, CompletableFuture.failedFuture(new IllegalStateException("away"))));
        await().until(results::broken);
        results.add(new BulkLine.End());
        writer.join();

        assertThat(output.toString(UTF_8)).contains("\"status\":503").contains("\"code\":\"log_unavailable\"");
    }

    @Test
    void aClientThatLeftNeitherBlocksTheReaderNorLeavesAnyoneWaiting() throws InterruptedException {
        Waiters waiters = new Waiters(new InMemoryDocumentLives());
        BulkResults results = new BulkResults(
                WINDOW,
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("connection reset");
                    }
                },
                json);
        Thread writer = Thread.ofVirtual().start(results);
        results.add(refused(1));
        for (int line = 2; line <= 50; line++) {
            results.add(sent(line, CompletableFuture.completedFuture(0L), waiters.expect("d" + line, line)));
        }
        results.add(new BulkLine.End());
        writer.join();

        assertThat(results.broken()).isTrue();
        assertThat(waiters.isEmpty()).isTrue();
    }

    private static void add(BulkResults results, BulkLine line) {
        try {
            results.add(line);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BulkLine refused(long line) {
        return new BulkLine.Known(LineResult.failed(line, 400, "malformed_json", "no"));
    }

    private static BulkLine sent(long line, CompletableFuture<Long> offset) {
        return sent(line, offset, null);
    }

    private static BulkLine sent(long line, CompletableFuture<Long> offset, @Nullable Waiter waiter) {
        return new BulkLine.Sent(line, "d" + line, line, offset, waiter, Instant.MAX);
    }
}
