package io.trovex.benchmarks.peers;

import io.trovex.benchmarks.Figures;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Both peers, asked the same questions, one after the other and again. */
final class InTurn {
    static final List<Integer> CLIENTS = List.of(1, 2, 8);
    private static final int ROUNDS = 3;

    private final TrovexPeer trovex;
    private final OpenSearchPeer openSearch;
    private final List<Question> questions;
    private final Duration turn;

    /** @param turn how long each is asked before the other is */
    InTurn(TrovexPeer trovex, OpenSearchPeer openSearch, List<Question> questions, Duration turn) {
        this.trovex = trovex;
        this.openSearch = openSearch;
        this.questions = questions;
        this.turn = turn;
    }

    /**
     * Figures by the number of clients.
     *
     * @param what the ratios' names begin with
     * @param ratios get Trovex's throughput and p99 against OpenSearch's
     */
    Map<String, Object> ask(String mode, String what, Map<String, Object> ratios) {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (int clients : CLIENTS) {
            ClosedLoop ours = new ClosedLoop(trovex, mode, questions);
            ClosedLoop theirs = new ClosedLoop(openSearch, mode, questions);
            for (int round = 0; round < ROUNDS; round++) {
                ours.run(clients, turn);
                theirs.run(clients, turn);
            }
            Map<String, Object> both = new LinkedHashMap<>();
            both.put(trovex.name(), figures(ours));
            both.put(openSearch.name(), figures(theirs));
            figures.put("clients_" + clients, both);
            String name = what + "_clients_" + clients;
            ratios.put(name + "_throughput", Figures.rounded(ours.perSecond() / theirs.perSecond()));
            ratios.put(name + "_p99", Figures.rounded(ours.percentile(99) / theirs.percentile(99)));
        }
        return figures;
    }

    private static Map<String, Object> figures(ClosedLoop loop) {
        Map<String, Object> figures = loop.figures();
        figures.put("processor_ms", Figures.rounded(loop.processorMilliseconds()));
        return figures;
    }
}
