package io.trovex.benchmarks.chaos;

import io.trovex.benchmarks.Benchmark;
import io.trovex.benchmarks.BenchmarkOptions;
import io.trovex.benchmarks.Corpus;
import io.trovex.benchmarks.Figures;
import io.trovex.benchmarks.Goal;
import io.trovex.benchmarks.chaos.Verdict.Anomaly;
import io.trovex.client.Document;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.springframework.boot.logging.LoggingSystem;
import tools.jackson.databind.JsonNode;

/**
 * Documents are written, rewritten and deleted, some as files, some under versions of their client that come out of
 * order, while processes are killed, suspended and restarted, connections cut and frozen, and the object store's disk
 * taken away; then all is repaired and every document accounted for. The seed repeats the faults and the writes, not
 * their timing.
 */
public final class ChaosBenchmark implements Benchmark {
    private static final Duration LONG = Duration.ofMinutes(12);
    private static final Duration QUICK = Duration.ofSeconds(30);
    private static final Duration SETTLING = Duration.ofMinutes(10);
    private static final Duration LOG_PATIENCE = Duration.ofMinutes(1);
    private static final Duration LEDGER_PATIENCE = Duration.ofMinutes(1);
    private static final int PRODUCERS = 8;
    private static final int OBSERVERS = 4;

    /** What keeps the pipeline busy and lets it catch up. */
    private static final int WRITES_PER_SECOND = 48;

    private static final int SHORTEST_GAP_MS = 3_000;
    private static final int LONGEST_GAP_MS = 11_000;
    private static final int SENTENCES = 500;

    @Override
    public String name() {
        return "chaos";
    }

    @Override
    public String purpose() {
        return "documents lost, doubled, stale or resurrected while processes are killed and connections cut: none may be";
    }

    @Override
    public List<Goal> goals() {
        return Stream.concat(
                        Arrays.stream(Anomaly.values()).map(Anomaly::figure),
                        Stream.of("dead_letters_of_unknown_documents", "uploads_given_up"))
                .map(Goal::none)
                .toList();
    }

    @Override
    public Map<String, Object> run(BenchmarkOptions options) throws IOException {
        // no service runs in this process, and what its clients log is not the report
        LoggingSystem.get(getClass().getClassLoader()).beforeInitialize();
        Duration time = options.time() != null ? options.time() : options.quick() ? QUICK : LONG;
        options.progress().accept("starting seven processes, seed " + options.seed());
        try (Installation installation = Installation.start()) {
            List<Producer> producers = producers(installation, options);
            Map<String, Integer> faults = new TreeMap<>();
            long start = System.nanoTime();
            produceDuring(producers, () -> inflictFaults(installation, options, start + time.toNanos(), faults));
            options.progress().accept("repaired; waiting until every document has settled");
            return account(installation, producers, options, faults, time);
        }
    }

    private static List<Producer> producers(Installation installation, BenchmarkOptions options) throws IOException {
        List<String> sentences = Corpus.read(options.corpus(), SENTENCES).stream()
                .map(Document::content)
                .map(text -> text.substring(0, Math.min(120, text.length())))
                .toList();
        List<Producer> producers = new ArrayList<>();
        for (int i = 0; i < PRODUCERS; i++) {
            producers.add(new Producer(i, installation.url("ingest"), options.seed(), sentences));
        }
        return producers;
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Producers write for as long as the work takes. */
    private static void produceDuring(List<Producer> producers, Work work) throws IOException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicBoolean over = new AtomicBoolean();
            List<? extends Future<?>> running = producers.stream()
                    .map(producer -> threads.submit(() -> {
                        while (!over.get()) {
                            producer.write();
                            Thread.sleep(1_000L * PRODUCERS / WRITES_PER_SECOND);
                        }
                        return null;
                    }))
                    .toList();
            try {
                work.run();
            } finally {
                over.set(true);
            }
            for (Future<?> producer : running) {
                producer.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a producer failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void inflictFaults(
            Installation installation, BenchmarkOptions options, long end, Map<String, Integer> faults)
            throws IOException {
        Random random = new Random(options.seed());
        while (true) {
            Installation.pause(Duration.ofMillis(random.nextInt(SHORTEST_GAP_MS, LONGEST_GAP_MS)));
            if (System.nanoTime() > end) {
                return;
            }
            Fault fault = Fault.random(random, installation.services().size());
            options.progress().accept(fault.told(installation));
            fault.inflict(installation);
            faults.merge(fault.told(installation), 1, Integer::sum);
        }
    }

    private static Map<String, Object> account(
            Installation installation,
            List<Producer> producers,
            BenchmarkOptions options,
            Map<String, Integer> faults,
            Duration time)
            throws IOException {
        installation.awaitReadiness();
        List<DocumentHistory> histories = producers.stream()
                .flatMap(producer -> producer.histories().stream())
                .toList();
        Account account = new Account(installation, histories);
        long repaired = System.nanoTime();
        List<DocumentHistory> unsettled = account.awaitSettled(SETTLING);
        double settlingSeconds = Figures.milliseconds(repaired) / 1000;
        account.readTopics();
        options.progress().accept("looking for " + histories.size() + " documents");
        Checker checker = new Checker();
        check(checker, account, histories);
        checker.checkLog(account.notLast(LOG_PATIENCE));
        JsonNode ledger = account.ledger(LEDGER_PATIENCE);
        checker.checkLedger(ledger, count(histories, Write.Answer.ACKNOWLEDGED));
        Verdict verdict = checker.verdict();
        unsettled.forEach(history -> verdict.add(Anomaly.STATUS_WRONG, history.docId() + " never settled"));

        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("seed", options.seed());
        figures.put("seconds", time.toSeconds());
        figures.put(
                "faults", faults.values().stream().mapToInt(Integer::intValue).sum());
        figures.put("faults_by_kind", faults);
        figures.put("documents", histories.size());
        for (Write.Answer answer : Write.Answer.values()) {
            figures.put("writes_" + answer.name().toLowerCase(Locale.ROOT), count(histories, answer));
        }
        figures.put(
                "poison_documents",
                histories.stream().filter(DocumentHistory::poison).count());
        figures.put(
                "documents_with_client_versions",
                histories.stream().filter(DocumentHistory::versioned).count());
        figures.put("uploads_acknowledged", uploads(histories));
        figures.put("uploads_given_up", account.uploadsGivenUp());
        figures.put("superseded", ledger.path("totals").path("superseded").asLong());
        figures.put("dead_letters_of_unknown_documents", account.strangeDeadLetters());
        figures.put("ledger", ledger.path("equation").asString("absent"));
        figures.putAll(verdict.figures());
        figures.put("settled_after_repair_seconds", Figures.rounded(settlingSeconds));
        figures.put("stable_latency_ms", latency(account.stableLatencies()));
        return figures;
    }

    private static void check(Checker checker, Account account, List<DocumentHistory> histories) {
        try (ExecutorService threads = Executors.newFixedThreadPool(OBSERVERS)) {
            List<Future<Observation>> observations = histories.stream()
                    .map(history -> threads.submit(() -> account.observe(history)))
                    .toList();
            for (int i = 0; i < histories.size(); i++) {
                checker.check(histories.get(i), observations.get(i).get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a document could not be looked up", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Map<String, Object> latency(List<Double> milliseconds) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("n", milliseconds.size());
        if (!milliseconds.isEmpty()) {
            for (int percent : List.of(50, 95, 99, 100)) {
                figures.put(percent == 100 ? "max" : "p" + percent, Figures.percentile(milliseconds, percent));
            }
        }
        return figures;
    }

    private static long uploads(List<DocumentHistory> histories) {
        return histories.stream()
                .flatMap(history -> history.writes().stream())
                .filter(write -> write.kind() == Write.Kind.UPLOAD && write.acknowledged())
                .count();
    }

    private static long count(List<DocumentHistory> histories, Write.Answer answer) {
        return histories.stream()
                .flatMap(history -> history.writes().stream())
                .filter(write -> write.answer() == answer)
                .count();
    }
}
