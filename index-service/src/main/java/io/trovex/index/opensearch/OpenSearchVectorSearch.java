package io.trovex.index.opensearch;

import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.Ranking;
import io.trovex.index.engine.Span;
import io.trovex.index.engine.VectorSearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** While few passages are in question a script compares them all; above, the graph is walked inside OpenSearch. */
final class OpenSearchVectorSearch implements VectorSearch {
    /** The most that OpenSearch shows of a document: {@code max_inner_result_window}. */
    private static final int MOST_PASSAGES = 1_000;

    private static final Map<String, ?> SPAN =
            Map.of("size", 1, "_source", false, "docvalue_fields", List.of(StoredFields.START, StoredFields.END));
    private static final Map<String, ?> SPANS = Map.of(
            "size", MOST_PASSAGES, "_source", false, "docvalue_fields", List.of(StoredFields.START, StoredFields.END));
    private static final Map<String, ?> COMPONENTS =
            Map.of("size", 1, "_source", Map.of("includes", List.of(StoredFields.VECTOR)));

    private final PointInTime moment;
    private final Numbering numbering;
    private final float[] vector;
    private final int exactPassages;
    private final PresentLanguages languages;

    OpenSearchVectorSearch(
            PointInTime moment, Numbering numbering, float[] vector, int exactPassages, PresentLanguages languages) {
        this.languages = languages;
        this.moment = moment;
        this.numbering = numbering;
        this.vector = VectorUtil.isUnitVector(vector) ? vector : VectorUtil.l2normalize(vector.clone());
        this.exactPassages = exactPassages;
    }

    @Override
    public Ranking rank(DocumentFilter filter, int depth) {
        Map<String, ?> passing = filter.equals(DocumentFilter.NONE) ? null : Filters.of(filter, languages);
        boolean few = passages(passing == null ? Filters.DOCUMENTS : passing) <= exactPassages;
        List<Match> matches = few ? compare(passing, depth) : walkGraph(passing, depth);
        return new Ranking(matches, matches.size(), few && matches.size() < depth, !few);
    }

    @Override
    public List<Match> score(Collection<Match> documents) {
        List<String> docIds = documents.stream().map(Match::docId).toList();
        return docIds.isEmpty() ? List.of() : compare(Filters.terms(StoredFields.DOC_ID, docIds), docIds.size());
    }

    @Override
    public List<Match> passages(List<Match> documents) {
        List<String> docIds = documents.stream().map(Match::docId).toList();
        List<Match> matches = new ArrayList<>();
        if (!docIds.isEmpty()) {
            for (JsonNode hit : hits(among(docIds, SPANS), docIds.size())) {
                String docId = OpenSearchView.docId(hit);
                int number = numbering.number(docId);
                for (JsonNode passage : shown(hit)) {
                    matches.add(new Match(
                            number,
                            docId,
                            cosine(passage.path("_score").asDouble()),
                            numbering.passage(span(passage.path("fields")))));
                }
            }
        }
        return matches;
    }

    @Override
    public List<float @Nullable []> vectors(List<Match> documents) {
        List<String> docIds = documents.stream()
                .filter(match -> match.passage() >= 0)
                .map(Match::docId)
                .toList();
        Map<String, float[]> known = new HashMap<>();
        if (!docIds.isEmpty()) {
            for (JsonNode hit : hits(among(docIds, COMPONENTS), docIds.size())) {
                JsonNode components = best(hit).path("_source").path("vector");
                known.put(OpenSearchView.docId(hit), OpenSearchView.components(components));
            }
        }
        float[][] vectors = new float[documents.size()][];
        Arrays.setAll(vectors, place -> known.get(documents.get(place).docId()));
        return Arrays.asList(vectors);
    }

    private Map<String, ?> among(List<String> docIds, Map<String, ?> shown) {
        return Map.of(
                "bool",
                Map.of(
                        "must",
                        List.of(nested(each(), shown)),
                        "filter",
                        List.of(Filters.terms(StoredFields.DOC_ID, docIds))));
    }

    private long passages(Map<String, ?> passing) {
        return moment.search(Map.of(
                        "size",
                        0,
                        "track_total_hits",
                        false,
                        "query",
                        passing,
                        "aggs",
                        Map.of("passages", Map.of("nested", Map.of("path", StoredFields.PASSAGES)))))
                .path("aggregations")
                .path("passages")
                .path("doc_count")
                .asLong();
    }

    private List<Match> compare(@Nullable Map<String, ?> passing, int depth) {
        Map<String, ?> nested = nested(each(), SPAN);
        return matches(
                passing == null ? nested : Map.of("bool", Map.of("must", List.of(nested), "filter", List.of(passing))),
                depth);
    }

    private Map<String, ?> each() {
        return Map.of(
                "script_score",
                Map.of(
                        "query",
                        Map.of("exists", Map.of("field", StoredFields.VECTOR)),
                        "script",
                        Map.of(
                                "lang",
                                "knn",
                                "source",
                                "knn_score",
                                "params",
                                Map.of(
                                        "field",
                                        StoredFields.VECTOR,
                                        "query_value",
                                        vector,
                                        "space_type",
                                        "innerproduct"))));
    }

    private List<Match> walkGraph(@Nullable Map<String, ?> passing, int depth) {
        Map<String, Object> knn = new HashMap<>(Map.of("vector", vector, "k", depth));
        if (passing != null) {
            knn.put("filter", passing);
        }
        return matches(nested(Map.of("knn", Map.of(StoredFields.VECTOR, knn)), SPAN), depth);
    }

    /** @param shown of the best passage */
    private static Map<String, ?> nested(Map<String, ?> passages, Map<String, ?> shown) {
        return Map.of(
                "nested",
                Map.of("path", StoredFields.PASSAGES, "score_mode", "max", "query", passages, "inner_hits", shown));
    }

    private List<Match> matches(Map<String, ?> query, int depth) {
        List<Match> matches = new ArrayList<>();
        for (JsonNode hit : hits(query, depth)) {
            String docId = OpenSearchView.docId(hit);
            Span span = span(best(hit).path("fields"));
            double cosine = cosine(hit.path("_score").asDouble());
            matches.add(new Match(numbering.number(docId), docId, cosine, numbering.passage(span)));
        }
        return matches;
    }

    private JsonNode hits(Map<String, ?> query, int depth) {
        return moment.hits(Map.of(
                "size",
                depth,
                "query",
                query,
                "track_scores",
                true,
                "_source",
                false,
                "docvalue_fields",
                List.of(StoredFields.DOC_ID),
                "sort",
                List.of(Map.of("_score", "desc"), Map.of(StoredFields.DOC_ID, "asc"))));
    }

    private static JsonNode best(JsonNode hit) {
        return shown(hit).path(0);
    }

    private static JsonNode shown(JsonNode hit) {
        return hit.path("inner_hits").path(StoredFields.PASSAGES).path("hits").path("hits");
    }

    private static Span span(JsonNode fields) {
        return new Span(
                fields.path(StoredFields.START).path(0).asInt(),
                fields.path(StoredFields.END).path(0).asInt());
    }

    /** OpenSearch makes every inner product positive: one more, or the inverse of one more when it is negative. */
    private static double cosine(double score) {
        return score >= 1 ? score - 1 : 1 - 1 / score;
    }
}
