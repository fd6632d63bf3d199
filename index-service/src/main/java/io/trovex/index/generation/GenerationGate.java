package io.trovex.index.generation;

import io.trovex.contracts.DocumentVersion;
import io.trovex.contracts.GateCheck;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.generation.GenerationLetters.Letters;
import io.trovex.index.search.QueryEmbedderUnavailableException;
import io.trovex.index.shadow.LoggedQuery;
import io.trovex.index.shadow.QueryLog;
import io.trovex.index.shadow.ShadowComparison;
import io.trovex.stage.DependencyUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Looks whether a generation may serve: it holds what the serving one holds, and finds it. */
@Component
@EnableConfigurationProperties(GateProperties.class)
class GenerationGate {
    private static final int MOST_NAMED = 10;

    /** Within so many, what was under way at the first one has settled. */
    private static final int LOOKS = 20;

    private static final long BETWEEN_LOOKS_MS = 250;

    private final GenerationIndexes indexes;
    private final GenerationLags lags;
    private final GenerationLetters letters;
    private final GenerationSearches searches;
    private final QueryLog queries;
    private final GateProperties properties;

    GenerationGate(
            GenerationIndexes indexes,
            GenerationLags lags,
            GenerationLetters letters,
            GenerationSearches searches,
            QueryLog queries,
            GateProperties properties) {
        this.indexes = indexes;
        this.lags = lags;
        this.letters = letters;
        this.searches = searches;
        this.queries = queries;
        this.properties = properties;
    }

    List<GateCheck> judge(OpenGeneration candidate) {
        List<GateCheck> checks = new ArrayList<>(current(candidate.index()));
        checks.add(letters(candidate.index()));
        checks.add(golden(candidate.index().generation().model()));
        checks.add(Sentinels.of(candidate).check(candidate.search(), indexes.search()));
        if (!properties.sentinels().isEmpty()) {
            checks.add(new KnownAnswers(properties.sentinels()).check(candidate.search()));
        }
        if (properties.comparedQueries() > 0 && checks.stream().allMatch(GateCheck::passed)) {
            checks.add(compared(candidate));
        }
        return checks;
    }

    /** Evidence for people; how far answers may differ is theirs to say. */
    private GateCheck compared(OpenGeneration candidate) {
        try {
            List<LoggedQuery> latest = queries.latest(properties.comparedQueries());
            String found = latest.isEmpty()
                    ? "nobody has searched yet"
                    : new ShadowComparison(
                                    indexes.search().uncached(),
                                    candidate.search().uncached())
                            .of(latest)
                            .summary();
            return new GateCheck("comparison", true, found);
        } catch (DependencyUnavailableException e) {
            return new GateCheck("comparison", true, "not made: " + e.getMessage());
        }
    }

    /** A document that both gave up, or that came again in a newer version, explains its dead letter. */
    private GateCheck letters(SearchIndex candidate) {
        Letters all = letters.of(candidate.generation());
        List<String> unexplained = new ArrayList<>();
        try (IndexView own = candidate.view();
                IndexView theirs = indexes.serving().view()) {
            for (DocumentVersion letter : all.documents()) {
                boolean served = theirs.version(letter.docId()).orElse(-1) == letter.version();
                if (served && own.version(letter.docId()).orElse(-1) < letter.version()) {
                    unexplained.add(letter.toString());
                }
            }
        }
        String detail = "%d, of which %d for documents that the serving generation has%s"
                .formatted(
                        all.documents().size() + all.unreadable(),
                        unexplained.size(),
                        all.unreadable() == 0 ? "" : "; %d do not say which".formatted(all.unreadable()));
        return new GateCheck("dead_letters", unexplained.isEmpty(), detail + some(unexplained, ": "));
    }

    private GateCheck golden(String model) {
        try {
            return searches.objection(model)
                    .map(objection -> new GateCheck("golden", false, objection))
                    .orElseGet(() -> new GateCheck(
                            "golden", true, "the golden sentences of " + model + " get the vectors that they should"));
        } catch (QueryEmbedderUnavailableException | NoSuchElementException e) {
            return new GateCheck("golden", false, "nobody can say: " + e.getMessage());
        }
    }

    private List<GateCheck> current(SearchIndex candidate) {
        LogEnd end = lags.end();
        LastingDifferences differences = new LastingDifferences();
        List<GateCheck> checks = look(candidate, end, differences);
        for (int i = 1; i < LOOKS && !checks.stream().allMatch(GateCheck::passed); i++) {
            pause();
            checks = look(candidate, end, differences);
        }
        return checks;
    }

    private List<GateCheck> look(SearchIndex candidate, LogEnd end, LastingDifferences differences) {
        differences.look(indexes.serving(), candidate);
        long lag = lags.behind(candidate, end);
        List<String> missing = differences.missing();
        List<String> different = differences.different();
        return List.of(
                new GateCheck("lag", lag == 0, lag + " records behind the log's end of a moment ago"),
                new GateCheck(
                        "documents",
                        missing.isEmpty(),
                        "%d, the serving generation has %d%s"
                                .formatted(
                                        differences.own().documents(),
                                        differences.served().documents(),
                                        some(missing, "; held by only one of them: "))),
                new GateCheck(
                        "contents",
                        missing.isEmpty() && different.isEmpty(),
                        missing.isEmpty() && different.isEmpty()
                                ? "same ids, versions and contents: " + differences.own()
                                : "other documents" + some(different, ", other versions or contents: ")));
    }

    static String some(List<String> documents, String introduction) {
        if (documents.isEmpty()) {
            return "";
        }
        List<String> named = documents.subList(0, Math.min(MOST_NAMED, documents.size()));
        return introduction
                + String.join(", ", named)
                + (named.size() < documents.size() ? " and %d more".formatted(documents.size() - named.size()) : "");
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS_MS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
