package io.trovex.index.shadow;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.filter.WrittenFilter;
import io.trovex.index.search.SearchHit;
import io.trovex.index.search.SearchRequest;
import io.trovex.index.search.SearchResponse;
import io.trovex.index.search.SearchService;
import io.trovex.index.shadow.ShadowReport.Example;
import io.trovex.index.shadow.ShadowReport.Shown;
import io.trovex.index.shadow.ShadowReport.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the same queries of two generations, one after the other and in turn first, with their filters. Neither may have a
 * cache of query vectors: the serving one would have seen the queries already.
 */
public final class ShadowComparison {
    private static final Logger LOG = LoggerFactory.getLogger(ShadowComparison.class);
    private static final int DEPTH = 10;
    private static final int EXAMPLES = 5;

    private final SearchService serving;
    private final SearchService candidate;

    public ShadowComparison(SearchService serving, SearchService candidate) {
        this.serving = serving;
        this.candidate = candidate;
    }

    /** One query, asked of both. */
    private record Pair(LoggedQuery query, Answer serving, Answer candidate) {
        RankAgreement agreement() {
            return RankAgreement.of(serving.docIds(), candidate.docIds());
        }

        boolean same() {
            return serving.docIds().equals(candidate.docIds());
        }

        Example example() {
            return new Example(
                    query.text(),
                    query.mode(),
                    query.filter().equals(DocumentFilter.NONE) ? null : WrittenFilter.of(query.filter()),
                    agreement().overlap(),
                    serving.hits().stream().map(Shown::of).toList(),
                    candidate.hits().stream().map(Shown::of).toList());
        }
    }

    /** @param response null if there was none */
    private record Answer(@Nullable SearchResponse response, double tookMs) {
        List<SearchHit> hits() {
            return response == null ? List.of() : response.hits();
        }

        List<String> docIds() {
            return hits().stream().map(SearchHit::docId).toList();
        }
    }

    /** @param queries each once, at least one */
    public ShadowReport of(List<LoggedQuery> queries) {
        List<Pair> pairs = new ArrayList<>(queries.size());
        for (int i = 0; i < queries.size(); i++) {
            pairs.add(pair(queries.get(i), i % 2 == 0));
        }
        OptionalDouble correlation = pairs.stream()
                .map(pair -> pair.agreement().correlation())
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average();
        return new ShadowReport(
                pairs.size(),
                pairs.stream()
                        .mapToDouble(pair -> pair.agreement().overlap())
                        .average()
                        .orElseThrow(),
                correlation.isPresent() ? correlation.getAsDouble() : null,
                rate(pairs.stream().filter(Pair::same).count(), pairs.size()),
                side(serving.generation(), pairs.stream().map(Pair::serving).toList()),
                side(candidate.generation(), pairs.stream().map(Pair::candidate).toList()),
                pairs.stream()
                        .filter(pair -> !pair.same())
                        .sorted(Comparator.comparingDouble(
                                pair -> pair.agreement().overlap()))
                        .limit(EXAMPLES)
                        .map(Pair::example)
                        .toList());
    }

    private Pair pair(LoggedQuery query, boolean servingFirst) {
        if (servingFirst) {
            Answer first = ask(serving, query);
            return new Pair(query, first, ask(candidate, query));
        }
        Answer first = ask(candidate, query);
        return new Pair(query, ask(serving, query), first);
    }

    private static Answer ask(SearchService searches, LoggedQuery query) {
        long start = System.nanoTime();
        SearchResponse response = null;
        try {
            response = searches.search(
                    SearchRequest.of(query.text(), query.mode(), DEPTH).with(query.filter()));
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("generation", searches.generation().id())
                    .addKeyValue("reason", e.toString())
                    .log("a query of the comparison failed");
        }
        return new Answer(response, (System.nanoTime() - start) / 1e6);
    }

    private static Side side(Generation generation, List<Answer> answers) {
        List<SearchResponse> responses =
                answers.stream().map(Answer::response).filter(Objects::nonNull).toList();
        double[] took = answers.stream()
                .filter(answer -> answer.response() != null)
                .mapToDouble(Answer::tookMs)
                .sorted()
                .toArray();
        return new Side(
                generation.id(),
                generation.model(),
                quantile(took, 0.5),
                quantile(took, 0.99),
                rate(responses.stream().filter(one -> one.hits().isEmpty()).count(), responses.size()),
                rate(responses.stream().filter(SearchResponse::degraded).count(), responses.size()),
                rate(answers.size() - responses.size(), answers.size()));
    }

    private static double rate(long count, int of) {
        return of == 0 ? 0 : (double) count / of;
    }

    /** Nearest rank; 0 of none. */
    private static double quantile(double[] sorted, double quantile) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(quantile * sorted.length) - 1];
    }
}
