package io.trovex.index.opensearch;

import io.trovex.contracts.Generation;
import io.trovex.index.analysis.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings and mapping of a generation's index. */
final class IndexDefinition {
    private static final String TERMS = "terms";

    /** Reads terms between spaces as forms of one word. */
    static final String ONE_WORD = "one_word";

    /** Of a word and its language's mark; the words of Lucene's tokenizers have at most 255 characters. */
    private static final int LONGEST_TERM = 300;

    private static final Map<String, ?> KEYWORD = Map.of("type", "keyword");
    private static final Map<String, ?> LONG = Map.of("type", "long");
    private static final Map<String, ?> INTEGER = Map.of("type", "integer");
    private static final Map<String, ?> KEPT = Map.of("type", "text", "index", false);

    /** In the mapping's own notes: by what the index is asked. */
    static final String ALIAS = "alias";

    private IndexDefinition() {}

    /**
     * @param alias of this making
     * @param vectors {@code lucene} or {@code faiss}
     */
    static Map<String, ?> of(String alias, Generation generation, OpenSearchSettings settings, String vectors) {
        return Map.of(
                "aliases",
                Map.of(alias, Map.of()),
                "settings",
                Map.of("index", settings(settings)),
                "mappings",
                Map.of(
                        "dynamic",
                        "strict",
                        "_meta",
                        meta(alias, generation),
                        "_source",
                        Map.of(
                                "excludes",
                                List.of(
                                        StoredFields.TEXT,
                                        StoredFields.TITLE_TEXT,
                                        StoredFields.WORDS,
                                        StoredFields.TITLE_WORDS)),
                        "properties",
                        properties(generation, vectors)));
    }

    /** By what an index is known to be the generation's. */
    static Map<String, ?> meta(String alias, Generation generation) {
        return Map.of(
                "generation",
                generation.id(),
                "model",
                generation.model(),
                "dimension",
                generation.dimension(),
                "analyzer",
                generation.analyzer(),
                ALIAS,
                alias);
    }

    private static Map<String, ?> settings(OpenSearchSettings settings) {
        return Map.ofEntries(
                Map.entry("knn", true),
                // vectors stay in what is read again: a static encoder is fitted to them
                Map.entry("knn.derived_source.enabled", false),
                Map.entry("number_of_shards", settings.shards()),
                Map.entry("number_of_replicas", settings.replicas()),
                // a refresh is asked for whenever documents were applied
                Map.entry("refresh_interval", "-1"),
                Map.entry("max_result_window", 100_000),
                Map.entry("max_inner_result_window", 1_000_000),
                Map.entry("max_terms_count", 1_000_000),
                Map.entry("mapping.nested_objects.limit", 1_000_000),
                Map.entry("analysis", analysis()),
                Map.entry("similarity.default", Map.of("type", "BM25", "k1", 1.2, "b", 0.75)));
    }

    /** Terms are made by our own analysis; only their places are the cluster's to tell. */
    private static Map<String, ?> analysis() {
        return Map.of(
                "filter",
                Map.of(
                        "left_out",
                        Map.of("type", "stop", "stopwords", List.of(Language.LEFT_OUT)),
                        "at_one_place",
                        Map.of("type", "pattern_capture", "preserve_original", false, "patterns", List.of("(\\S+)"))),
                "tokenizer",
                Map.of(
                        "by_space",
                        Map.of(
                                "type",
                                "char_group",
                                "tokenize_on_chars",
                                List.of("whitespace"),
                                "max_token_length",
                                LONGEST_TERM)),
                "analyzer",
                Map.of(
                        TERMS,
                        Map.of("type", "custom", "tokenizer", "by_space", "filter", List.of("left_out")),
                        ONE_WORD,
                        Map.of("type", "custom", "tokenizer", "keyword", "filter", List.of("at_one_place"))));
    }

    private static Map<String, ?> properties(Generation generation, String vectors) {
        Map<String, Map<String, ?>> properties = new LinkedHashMap<>();
        for (String field : List.of(
                StoredFields.KIND,
                StoredFields.DOC_ID,
                StoredFields.CONTENT_HASH,
                StoredFields.TITLE_START,
                StoredFields.SOURCE,
                StoredFields.LANGUAGE,
                StoredFields.READ_AS,
                StoredFields.METADATA,
                StoredFields.METADATA_KEY,
                StoredFields.METADATA_POINT)) {
            properties.put(field, KEYWORD);
        }
        for (String field : List.of(StoredFields.VERSION, StoredFields.TIMESTAMP, StoredFields.OFFSET)) {
            properties.put(field, LONG);
        }
        properties.put(StoredFields.PARTITION, INTEGER);
        for (String field : List.of(
                StoredFields.TITLE, StoredFields.CONTENT, StoredFields.WRITTEN_AT, StoredFields.METADATA_VALUES)) {
            properties.put(field, KEPT);
        }
        properties.put(StoredFields.TEXT, text(TERMS, "positions", true));
        properties.put(StoredFields.TITLE_TEXT, text(TERMS, "positions", false));
        properties.put(StoredFields.WORDS, KEYWORD);
        properties.put(StoredFields.TITLE_WORDS, KEYWORD);
        properties.put(
                StoredFields.PASSAGES,
                Map.of(
                        "type",
                        "nested",
                        "properties",
                        Map.of("vector", vector(generation.dimension(), vectors), "start", INTEGER, "end", INTEGER)));
        return properties;
    }

    /** No phrase reaches from one of several texts into the next. */
    private static Map<String, ?> text(String analyzer, String indexed, boolean norms) {
        Map<String, Object> text = new LinkedHashMap<>(
                Map.of("type", "text", "analyzer", analyzer, "index_options", indexed, "norms", norms));
        if (indexed.equals("positions")) {
            text.put("position_increment_gap", 1_000);
        }
        return text;
    }

    private static Map<String, ?> vector(int dimension, String library) {
        return Map.of(
                "type",
                "knn_vector",
                "dimension",
                dimension,
                "method",
                Map.of(
                        "name",
                        "hnsw",
                        // named, since a cluster without the Faiss library fails with the default one
                        "engine",
                        library,
                        "space_type",
                        "innerproduct",
                        "parameters",
                        Map.of("m", 16, "ef_construction", 100)));
    }
}
