package io.trovex.index.opensearch;

import io.trovex.index.analysis.Language;
import io.trovex.index.analysis.QueryLanguages;
import io.trovex.index.analysis.TextAnalysis;
import io.trovex.index.engine.Correction;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.KeywordQuery;
import io.trovex.index.engine.KeywordSearch;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.Ranking;
import io.trovex.index.engine.StoredDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sends the terms that our own analysis makes of the words, so that both engines look for the same. */
final class OpenSearchKeywordSearch implements KeywordSearch {
    private static final int COUNTED_EXACTLY = 1_000;

    private final PointInTime moment;
    private final Numbering numbering;
    private final KeywordQuery asked;
    private final PresentLanguages present;
    private final QueryLanguages languages;
    private final Map<Set<String>, Integer> terms;
    private final Vocabulary vocabulary;
    private volatile @Nullable WordCorrections corrected;

    OpenSearchKeywordSearch(PointInTime moment, Numbering numbering, PresentLanguages present, KeywordQuery asked) {
        this.present = present;
        this.languages =
                asked.everything() ? QueryLanguages.english() : present.get().ofCodes(asked.languages());
        this.moment = moment;
        this.numbering = numbering;
        this.asked = TextAnalysis.withLoneIdeographs(asked);
        this.terms = languages.words(asked.words());
        this.vocabulary = new Vocabulary(moment);
    }

    @Override
    public List<Correction> corrections() {
        return corrected().corrections();
    }

    @Override
    public Ranking rank(DocumentFilter filter, int depth, @Nullable Match after) {
        if (after == null) {
            return rankWith(filter, depth, Map.of()).worded();
        }
        Map<String, Object> body = best(query(filter), depth);
        body.put("search_after", List.of(after.score(), after.docId()));
        return ranking(moment.search(body));
    }

    /** What {@link #rankWith} got in one round trip. */
    record Answered(Ranking worded, @Nullable JsonNode other) {}

    /**
     * Ranks, and asks another search along with it.
     *
     * @param other may be empty
     */
    Answered rankWith(DocumentFilter filter, int depth, Map<String, ?> other) {
        // what it is before the words are looked up: most have no letter wrong
        Map<String, ?> typed = best(query(filter, orElse(new WordCorrections(List.of(), languages))), depth);
        Map<String, ?> lookUp = corrected == null ? Vocabulary.question(own()) : Map.of();
        List<Map<String, ?>> bodies = new ArrayList<>(List.of(typed));
        Stream.of(other, lookUp).filter(body -> !body.isEmpty()).forEach(bodies::add);
        List<JsonNode> answers = moment.searches(bodies);
        JsonNode found = answers.getFirst();
        if (corrected == null) {
            WordCorrections known = lookUp.isEmpty()
                    ? new WordCorrections(List.of(), languages)
                    : WordCorrections.of(own(), languages, vocabulary.close(answers.getLast()), vocabulary);
            corrected = known;
            if (!known.corrections().isEmpty()) {
                found = moment.search(best(query(filter, known), depth));
            }
        }
        return new Answered(ranking(found), other.isEmpty() ? null : answers.get(1));
    }

    private WordCorrections orElse(WordCorrections none) {
        WordCorrections known = corrected;
        return known == null ? none : known;
    }

    private WordCorrections corrected() {
        WordCorrections known = corrected;
        if (known == null) {
            known = WordCorrections.of(own(), languages, vocabulary.close(own()), vocabulary);
            corrected = known;
        }
        return known;
    }

    /** Words that may be typing errors: none that has synonyms. */
    private List<String> own() {
        Set<Set<String>> left = new HashSet<>(terms.keySet());
        asked.synonyms()
                .forEach(synonym ->
                        left.removeAll(languages.words(synonym.words()).keySet()));
        return TextAnalysis.corrigible(asked).stream()
                .filter(word -> languages.words(word).keySet().stream().anyMatch(left::contains))
                .toList();
    }

    private Ranking ranking(JsonNode found) {
        JsonNode total = found.path("hits").path("total");
        return new Ranking(
                matches(found.path("hits").path("hits")),
                total.path("value").asLong(),
                total.path("relation").asString().equals("eq"));
    }

    @Override
    public List<Match> score(Collection<Match> documents) {
        if (documents.isEmpty()) {
            return List.of();
        }
        List<String> docIds = documents.stream().map(Match::docId).toList();
        Map<String, ?> among = Map.of(
                "bool",
                Map.of(
                        "must",
                        List.of(words(corrected())),
                        "filter",
                        List.of(Filters.terms(StoredFields.DOC_ID, docIds))));
        return matches(moment.hits(best(among, docIds.size())));
    }

    @Override
    public Places places() {
        return (_, document) -> occurrences(document);
    }

    private List<Occurrence> occurrences(StoredDocument document) {
        Language spoken = present.of(document.language());
        Set<String> marked = new HashSet<>();
        terms.keySet().forEach(marked::addAll);
        asked.synonyms().stream()
                .filter(synonym -> synonym.languages().contains(spoken.label()))
                .flatMap(synonym -> synonym.others().stream())
                .forEach(other -> marked.addAll(spoken.terms(other).keySet()));
        marked.addAll(corrected().terms());
        List<Occurrence> occurrences = spoken.occurrences(document.body(), marked);
        if (asked.beginnings().isEmpty()) {
            return occurrences;
        }
        List<Occurrence> all = new ArrayList<>(occurrences);
        TextAnalysis.tokens(document.body()).stream()
                .filter(word -> asked.beginnings().stream().anyMatch(word.term()::startsWith))
                .forEach(all::add);
        all.sort(Comparator.comparingInt(Occurrence::start));
        return all;
    }

    Map<String, ?> query(DocumentFilter filter) {
        return query(filter, corrected());
    }

    private Map<String, ?> query(DocumentFilter filter, WordCorrections known) {
        return filter.equals(DocumentFilter.NONE)
                ? words(known)
                : Map.of("bool", Map.of("must", List.of(words(known)), "filter", List.of(Filters.of(filter, present))));
    }

    private Map<String, ?> words(WordCorrections known) {
        return asked.everything()
                ? Map.of("constant_score", Map.of("filter", Filters.DOCUMENTS))
                : new WordClauses(asked, languages).query(terms, known);
    }

    private static Map<String, Object> best(Map<String, ?> query, int depth) {
        Map<String, Object> body = new HashMap<>();
        body.put("size", depth);
        body.put("query", query);
        body.put("track_total_hits", COUNTED_EXACTLY);
        body.put("track_scores", true);
        body.put("_source", false);
        body.put("docvalue_fields", List.of(StoredFields.DOC_ID));
        body.put("sort", List.of(Map.of("_score", "desc"), Map.of(StoredFields.DOC_ID, "asc")));
        return body;
    }

    private List<Match> matches(JsonNode hits) {
        List<Match> matches = new ArrayList<>(hits.size());
        for (JsonNode hit : hits) {
            String docId = OpenSearchView.docId(hit);
            matches.add(
                    new Match(numbering.number(docId), docId, hit.path("_score").asDouble(), -1));
        }
        return matches;
    }
}
