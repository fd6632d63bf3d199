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
    /** That are shown of a document at a time. */
    private static final int PASSAGES = 1_000;

    private static final Map<String, ?> SPAN =
            Map.of("size", 1, "_source", false, "docvalue_fields", List.of(StoredFields.START, StoredFields.END));
    private static final Map<String, ?> COMPONENTS =
            Map.of("size", 1, "_source", Map.of("includes", List.of(StoredFields.VECTOR)));

    private final PointInTime moment;
    private final Numbering numbering;
    private final float[] vector;
    private final int exactPassages;
    private final Remembered<Long> counted;
    private final PresentLanguages languages;

    OpenSearchVectorSearch(
            PointInTime moment,
            Numbering numbering,
            float[] vector,
            int exactPassages,
            Remembered<Long> counted,
            PresentLanguages languages) {
        this.languages = languages;
        this.moment = moment;
        this.numbering = numbering;
        this.vector = VectorUtil.isUnitVector(vector) ? vector : VectorUtil.l2normalize(vector.clone());
        this.exactPassages = exactPassages;
        this.counted = counted;
    }

    /** A search for the nearest documents, and how its answer is read. */
    record Question(Map<String, ?> body, boolean few, int depth) {}

    @Override
    public Ranking rank(DocumentFilter filter, int depth) {
        Question question = question(filter, depth);
        return ranking(question, moment.search(question.body()));
    }

    Question question(DocumentFilter filter, int depth) {
        Map<String, ?> passing = filter.equals(DocumentFilter.NONE) ? null : Filters.of(filter, languages);
        boolean few = counted.get(() -> passages(Filters.DOCUMENTS)) <= exactPassages
                || (passing != null && passages(passing) <= exactPassages);
        return new Question(best(few ? compare(passing) : walkGraph(passing, depth), depth), few, depth);
    }

    Ranking ranking(Question question, JsonNode answer) {
        List<Match> matches = matches(answer.path("hits").path("hits"));
        boolean few = question.few();
        return new Ranking(matches, matches.size(), few && matches.size() < question.depth(), !few);
    }

    @Override
    public List<Match> score(Collection<Match> documents) {
        List<String> docIds = documents.stream().map(Match::docId).toList();
        return docIds.isEmpty()
                ? List.of()
                : matches(hits(compare(Filters.terms(StoredFields.DOC_ID, docIds)), docIds.size()));
    }

    @Override
    public List<Match> passages(List<Match> documents) {
        List<Match> matches = new ArrayList<>();
        List<String> docIds = documents.stream().map(Match::docId).toList();
        for (int from = 0; !docIds.isEmpty(); from += PASSAGES) {
            List<String> longer = new ArrayList<>();
            for (JsonNode hit : hits(among(docIds, spans(from)), docIds.size())) {
                String docId = OpenSearchView.docId(hit);
                JsonNode page = shown(hit);
                page.forEach(passage -> matches.add(new Match(
                        numbering.number(docId),
                        docId,
                        cosine(passage.path("_score").asDouble()),
                        numbering.passage(span(passage.path("fields"))))));
                if (page.size() == PASSAGES) {
                    longer.add(docId);
                }
            }
            docIds = longer;
        }
        return matches;
    }

    private static Map<String, ?> spans(int from) {
        return Map.of(
                "from",
                from,
                "size",
                PASSAGES,
                "_source",
                false,
                "docvalue_fields",
                List.of(StoredFields.START, StoredFields.END));
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

    private Map<String, ?> compare(@Nullable Map<String, ?> passing) {
        Map<String, ?> nested = nested(each(), SPAN);
        return passing == null ? nested : Map.of("bool", Map.of("must", List.of(nested), "filter", List.of(passing)));
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

    private Map<String, ?> walkGraph(@Nullable Map<String, ?> passing, int depth) {
        Map<String, Object> knn = new HashMap<>(Map.of("vector", vector, "k", depth));
        if (passing != null) {
            knn.put("filter", passing);
        }
        return nested(Map.of("knn", Map.of(StoredFields.VECTOR, knn)), SPAN);
    }

    /** @param shown of the best passage */
    private static Map<String, ?> nested(Map<String, ?> passages, Map<String, ?> shown) {
        return Map.of(
                "nested",
                Map.of("path", StoredFields.PASSAGES, "score_mode", "max", "query", passages, "inner_hits", shown));
    }

    private List<Match> matches(JsonNode hits) {
        List<Match> matches = new ArrayList<>();
        for (JsonNode hit : hits) {
            String docId = OpenSearchView.docId(hit);
            Span span = span(best(hit).path("fields"));
            double cosine = cosine(hit.path("_score").asDouble());
            matches.add(new Match(numbering.number(docId), docId, cosine, numbering.passage(span)));
        }
        return matches;
    }

    private JsonNode hits(Map<String, ?> query, int depth) {
        return moment.hits(best(query, depth));
    }

    private static Map<String, ?> best(Map<String, ?> query, int depth) {
        return Map.of(
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
                List.of(Map.of("_score", "desc"), Map.of(StoredFields.DOC_ID, "asc")));
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
