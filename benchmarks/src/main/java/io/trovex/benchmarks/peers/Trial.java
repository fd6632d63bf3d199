package io.trovex.benchmarks.peers;

import io.trovex.benchmarks.BenchmarkOptions;
import io.trovex.benchmarks.ExactNearest;
import io.trovex.benchmarks.Figures;
import io.trovex.benchmarks.Machine;
import io.trovex.client.Document;
import io.trovex.contracts.Vector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One comparison, part by part, and its figures. */
final class Trial {
    static final double LEAST_RECALL = 0.95;

    /** Of each mode. The compilers of both peers, and of the client, share two processors with their work. */
    private static final int WARM_UP_SECONDS = 20;

    private static final List<Integer> NEIGHBOURS = List.of(10, 15, 20, 30, 40, 50, 75, 100, 150, 200, 400);
    private static final List<String> MODES = List.of("hybrid", "semantic", "keyword");

    private final BenchmarkOptions options;
    private final EmbeddedCorpus corpus;
    private final TrovexPeer trovex;
    private final OpenSearchPeer openSearch;
    private final List<Peer> peers;
    private final List<Question> questions;
    private final InTurn inTurn;
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final Map<String, Object> ratios = new LinkedHashMap<>();

    Trial(
            BenchmarkOptions options,
            EmbeddedCorpus corpus,
            List<Question> questions,
            TrovexPeer trovex,
            OpenSearchPeer openSearch) {
        this.options = options;
        this.corpus = corpus;
        this.questions = questions;
        this.trovex = trovex;
        this.openSearch = openSearch;
        this.peers = List.of(trovex, openSearch);
        this.inTurn = new InTurn(trovex, openSearch, questions, seconds(4));
    }

    Map<String, Object> figures() {
        return figures;
    }

    void run() throws InterruptedException {
        figures.put("machine", Machine.figures());
        figures.put("documents", corpus.size());
        figures.put("questions", questions.size());
        figures.put("seed", options.seed());
        index();
        recall();
        warmUp();
        search();
        freshness();
        searchDuringIntake();
        space();
        figures.put("ratios", ratios);
    }

    private void index() throws InterruptedException {
        double[] rates = new double[2];
        for (Peer peer : List.of(openSearch, trovex)) {
            options.progress().accept("indexing, " + peer.name());
            Intake intake = new Intake(peer, corpus.size(), corpus::document);
            Duration usedBefore = peer.used();
            double seconds = intake.run();
            awaitQuiet(peer);
            rates[peers.indexOf(peer)] = corpus.size() / seconds;
            Map<String, Object> rate = new LinkedHashMap<>();
            rate.put("documents_per_second", Math.round(corpus.size() / seconds));
            rate.put("seconds", Figures.rounded(seconds));
            rate.put("documents_missing", intake.missing());
            rate.put(
                    "processor_seconds_until_quiet",
                    Figures.rounded(peer.used().minus(usedBefore).toMillis() / 1e3));
            put("indexing", peer, rate);
        }
        ratio("indexing", rates[0] / rates[1]);
    }

    /** The cheapest search of OpenSearch that finds enough, and what Trovex finds as it is. */
    private void recall() {
        List<ExactNearest> exact = new ArrayList<>();
        int judged = Math.min(200, questions.size());
        for (Question question : questions.subList(0, judged)) {
            ExactNearest nearest = new ExactNearest(question.vector().components(), Peer.HITS);
            for (int i = 0; i < corpus.size(); i++) {
                nearest.offer(corpus.docId(i), corpus.vector(i));
            }
            exact.add(nearest);
        }
        double found = 0;
        for (int each = 0; found < LEAST_RECALL && each < NEIGHBOURS.size(); each++) {
            openSearch.ask(NEIGHBOURS.get(each));
            found = recall(openSearch, exact);
        }
        Map<String, Object> recall = new LinkedHashMap<>();
        recall.put("trovex", Figures.rounded(recall(trovex, exact)));
        recall.put("opensearch", Figures.rounded(found));
        figures.put("recall_at_10", recall);
        Map<String, Object> settings = new LinkedHashMap<>();
        peers.forEach(peer -> settings.put(peer.name(), peer.settings()));
        figures.put("settings", settings);
    }

    private double recall(Peer peer, List<ExactNearest> exact) {
        double sum = 0;
        for (int i = 0; i < exact.size(); i++) {
            sum += exact.get(i).recall(peer.search("semantic", questions.get(i)));
        }
        return sum / exact.size();
    }

    /** Trovex makes the questions' vectors here, and remembers them. */
    private void warmUp() {
        options.progress().accept("warming up");
        for (Question question : questions) {
            trovex.search("semantic", question);
        }
        for (String mode : MODES) {
            for (Peer peer : peers) {
                new ClosedLoop(peer, mode, questions).run(2, seconds(WARM_UP_SECONDS));
            }
        }
    }

    private void search() {
        Map<String, Object> searches = new LinkedHashMap<>();
        for (String mode : MODES) {
            options.progress().accept("searching, " + mode);
            searches.put(mode, inTurn.ask(mode, mode, ratios));
        }
        figures.put("search", searches);
    }

    /** The questions that others asked before, beside the figures of the first trial. */
    void askAgain(Trial first) throws InterruptedException {
        options.progress().accept("searching, answers remembered");
        openSearch.remember();
        for (Peer peer : peers) {
            awaitQuiet(peer);
        }
        for (Peer peer : peers) {
            for (Question question : questions) {
                peer.search("hybrid", question);
            }
            new ClosedLoop(peer, "hybrid", questions).run(2, seconds(WARM_UP_SECONDS));
        }
        first.figures.put("search_remembered", inTurn.ask("hybrid", "remembered_hybrid", first.ratios));
    }

    /** From sending a document until a search for a word that it alone has finds it. */
    private void freshness() throws InterruptedException {
        double[] medians = new double[2];
        for (Peer peer : peers) {
            options.progress().accept("freshness, " + peer.name());
            List<Double> times = new ArrayList<>();
            for (int i = 0; i < (options.quick() ? 3 : 60); i++) {
                String word = "nonce" + i + "x" + options.seed();
                Document document = renamed(i, "fresh-" + i, " " + word);
                Question question = new Question(word, Vector.of(corpus.vector(i)));
                long start = System.nanoTime();
                peer.submit(document);
                while (!peer.search("keyword", question).contains(document.docId())) {
                    Thread.sleep(2);
                }
                times.add(Figures.milliseconds(start));
            }
            medians[peers.indexOf(peer)] = Figures.median(times);
            put("time_to_searchable", peer, Figures.latency(times));
        }
        ratio("freshness", medians[1] / medians[0]);
    }

    private void searchDuringIntake() throws InterruptedException {
        for (Peer peer : peers) {
            options.progress().accept("searching while indexing, " + peer.name());
            awaitQuiet(peer);
            int documents = Math.min(corpus.size(), options.quick() ? 50 : 20_000);
            Intake intake = new Intake(peer, documents, i -> renamed(i, "again-" + i, ""));
            ClosedLoop idle = new ClosedLoop(peer, "hybrid", questions);
            idle.run(1, seconds(5));
            ClosedLoop busy = new ClosedLoop(peer, "hybrid", questions);
            CompletableFuture<Double> taken = CompletableFuture.supplyAsync(intake::run);
            busy.run(1, () -> !taken.isDone());
            Map<String, Object> loads = new LinkedHashMap<>();
            loads.put("idle", idle.figures());
            loads.put("busy", busy.figures());
            loads.put("documents_per_second", Math.round(documents / taken.join()));
            put("search_during_intake", peer, loads);
            ratio(peer.name() + "_p99_during_intake_to_idle", busy.percentile(99) / idle.percentile(99));
        }
    }

    private void space() throws InterruptedException {
        for (Peer peer : peers) {
            awaitQuiet(peer);
            Map<String, Object> space = new LinkedHashMap<>(peer.disk());
            space.put("resident_mb", Machine.residentMegabytes(peer.process().pid()));
            space.put(
                    "resident_without_files_mb",
                    Machine.anonymousMegabytes(peer.process().pid()));
            put("space", peer, space);
        }
    }

    private Document renamed(int number, String docId, String more) {
        Document document = corpus.document(number);
        return Document.of(docId, document.title(), document.content() + more, document.source())
                .withEmbedding(String.valueOf(document.embedding()));
    }

    private void awaitQuiet(Peer peer) throws InterruptedException {
        if (!options.quick()) {
            Intake.awaitQuiet(peer);
        }
    }

    private Duration seconds(int whole) {
        return options.quick() ? Duration.ofMillis(60) : Duration.ofSeconds(whole);
    }

    @SuppressWarnings("unchecked")
    private void put(String what, Peer peer, Map<String, Object> of) {
        ((Map<String, Object>) figures.computeIfAbsent(what, _ -> new LinkedHashMap<String, Object>()))
                .put(peer.name(), of);
    }

    private void ratio(String name, double ratio) {
        ratios.put(name, Figures.rounded(ratio));
    }
}
