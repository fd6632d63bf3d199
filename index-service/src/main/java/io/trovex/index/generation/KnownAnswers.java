package io.trovex.index.generation;

import io.trovex.contracts.GateCheck;
import io.trovex.index.generation.GateProperties.Sentinel;
import io.trovex.index.search.SearchMode;
import io.trovex.index.search.SearchRequest;
import io.trovex.index.search.SearchResponse;
import io.trovex.index.search.SearchService;
import java.util.ArrayList;
import java.util.List;

/** Queries of an operator who knows the answers: a candidate must find them all, whatever the serving generation does. */
record KnownAnswers(List<Sentinel> sentinels) {
    private static final int NEAR_THE_TOP = 10;

    GateCheck check(SearchService candidate) {
        List<String> lost = new ArrayList<>();
        boolean degraded = false;
        for (Sentinel sentinel : sentinels) {
            SearchResponse response =
                    candidate.search(SearchRequest.of(sentinel.query(), SearchMode.HYBRID, NEAR_THE_TOP));
            degraded |= response.degraded();
            if (response.hits().stream().noneMatch(hit -> hit.docId().equals(sentinel.document()))) {
                lost.add("\"%s\" (%s)".formatted(sentinel.query(), sentinel.document()));
            }
        }
        return new GateCheck(
                "known_answers",
                lost.isEmpty() && !degraded,
                "%d of %d known answers among the first %d%s%s"
                        .formatted(
                                sentinels.size() - lost.size(),
                                sentinels.size(),
                                NEAR_THE_TOP,
                                GenerationGate.some(lost, ", not "),
                                degraded ? "; its model makes no query vectors" : ""));
    }
}
