package io.trovex.index.opensearch;

import io.trovex.index.analysis.GenerationAnalyzer;
import io.trovex.index.analysis.Language;
import io.trovex.index.analysis.QueryLanguages;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The languages that documents were read in. Asks only where there is something to ask, and nobody asked just now. Thread-safe. */
final class PresentLanguages implements Supplier<QueryLanguages> {
    private static final String LABELS = "labels";

    private final PointInTime moment;
    private final GenerationAnalyzer analyzer;
    private final Remembered<QueryLanguages> known;

    PresentLanguages(PointInTime moment, GenerationAnalyzer analyzer, Remembered<QueryLanguages> known) {
        this.moment = moment;
        this.analyzer = analyzer;
        this.known = known;
    }

    @Override
    public QueryLanguages get() {
        return analyzer == GenerationAnalyzer.ENGLISH ? QueryLanguages.english() : known.get(this::ask);
    }

    /** By which the texts of a document are read. */
    Language of(@Nullable String code) {
        return analyzer.language(code);
    }

    private QueryLanguages ask() {
        Map<String, ?> terms = Map.of("terms", Map.of("field", StoredFields.READ_AS, "size", Language.values().length));
        JsonNode found = moment.search(Map.of("size", 0, "aggs", Map.of(LABELS, terms)));
        Map<Language, Long> documents = new EnumMap<>(Language.class);
        for (JsonNode bucket : found.path("aggregations").path(LABELS).path("buckets")) {
            Language.labelled(bucket.path("key").asString())
                    .ifPresent(language ->
                            documents.put(language, bucket.path("doc_count").asLong()));
        }
        return QueryLanguages.of(documents);
    }
}
