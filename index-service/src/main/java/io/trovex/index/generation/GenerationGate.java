package io.trovex.index.generation;

import io.trovex.contracts.GateCheck;
import io.trovex.contracts.Topics;
import io.trovex.index.lucene.ContentDigest;
import io.trovex.index.lucene.IndexView;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.lucene.StoredDocument;
import io.trovex.index.search.SearchMode;
import io.trovex.index.search.SearchRequest;
import io.trovex.index.search.SearchResponse;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Looks whether a generation may serve: it holds what the serving one holds, and finds it. */
@Component
class GenerationGate {
    private static final int SENTINELS = 20;
    private static final int SENTINEL_WORDS = 8;
    private static final int NEAR_THE_TOP = 10;
    private static final double FOUND = 0.9;

    /** While documents arrive, two indexes differ by those that one of them has just got. */
    private static final int LOOKS = 20;

    private static final long BETWEEN_LOOKS_MS = 250;

    private final GenerationIndexes indexes;
    private final GenerationLags lags;

    GenerationGate(GenerationIndexes indexes, GenerationLags lags) {
        this.indexes = indexes;
        this.lags = lags;
    }

    List<GateCheck> judge(OpenGeneration candidate) {
        List<GateCheck> checks = new ArrayList<>(current(candidate.index()));
        long letters =
                lags.records(Topics.deadLetters(candidate.index().generation().topic()));
        checks.add(new GateCheck("dead_letters", letters == 0, letters + " records refused by its index"));
        checks.add(sentinels(candidate));
        return checks;
    }

    private List<GateCheck> current(LuceneIndex candidate) {
        List<GateCheck> checks = look(candidate);
        for (int i = 1; i < LOOKS && !checks.stream().allMatch(GateCheck::passed); i++) {
            pause();
            checks = look(candidate);
        }
        return checks;
    }

    private List<GateCheck> look(LuceneIndex candidate) {
        long lag = lags.of(candidate).lag();
        ContentDigest theirs = digest(indexes.serving());
        ContentDigest own = digest(candidate);
        int different = own.differences(theirs);
        return List.of(
                new GateCheck("lag", lag == 0, lag + " records behind the log"),
                new GateCheck(
                        "documents",
                        own.documents() == theirs.documents(),
                        "%d, the serving generation has %d".formatted(own.documents(), theirs.documents())),
                new GateCheck(
                        "contents",
                        different == 0,
                        different == 0
                                ? "same ids, versions and contents: " + own
                                : different + " of 64 ranges of document ids differ"));
    }

    private static ContentDigest digest(LuceneIndex index) {
        try (IndexView view = index.view()) {
            return view.digest();
        }
    }

    /** The first words of documents must find them. */
    private static GateCheck sentinels(OpenGeneration candidate) {
        List<StoredDocument> sample;
        try (IndexView view = candidate.index().view()) {
            sample = view.sample(SENTINELS);
        }
        List<String> lost = new ArrayList<>();
        boolean degraded = false;
        for (StoredDocument document : sample) {
            SearchResponse response = candidate.search().search(question(document));
            degraded |= response.degraded();
            if (response.hits().stream().noneMatch(hit -> hit.docId().equals(document.docId()))) {
                lost.add(document.docId());
            }
        }
        boolean passed = !degraded && lost.size() <= sample.size() * (1 - FOUND);
        return new GateCheck(
                "sentinels",
                passed,
                "%d of %d documents found by their first words%s%s"
                        .formatted(
                                sample.size() - lost.size(),
                                sample.size(),
                                lost.isEmpty() ? "" : ", not " + String.join(", ", lost),
                                degraded ? "; its model makes no query vectors" : ""));
    }

    private static SearchRequest question(StoredDocument document) {
        String[] words = (document.title() == null ? document.body() : document.title() + " " + document.body())
                .strip()
                .split("\\s+", SENTINEL_WORDS + 1);
        String text = String.join(" ", List.of(words).subList(0, Math.min(words.length, SENTINEL_WORDS)));
        return SearchRequest.of(text, SearchMode.HYBRID, NEAR_THE_TOP);
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS_MS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
