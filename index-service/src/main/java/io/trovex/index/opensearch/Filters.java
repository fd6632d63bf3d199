package io.trovex.index.opensearch;

import io.trovex.index.analysis.Language;
import io.trovex.index.analysis.QueryLanguages;
import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.MetadataTerms;
import io.trovex.index.engine.TextPart;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.lucene.util.BytesRef;

/** Filters as OpenSearch's query language says them: over documents, never over tombstones. */
final class Filters {
    static final Map<String, ?> DOCUMENTS = Map.of("term", Map.of(StoredFields.KIND, StoredFields.DOCUMENT));
    private static final Map<String, ?> NOTHING = Map.of("match_none", Map.of());

    private Filters() {}

    static Map<String, ?> of(DocumentFilter filter, Supplier<QueryLanguages> languages) {
        return switch (filter) {
            case DocumentFilter.Term(var field, var values) -> term(field, values);
            case DocumentFilter.Numbers(var field, double least, double most) ->
                between(
                        StoredFields.METADATA_POINT,
                        SortedTerms.number(field.key(), least),
                        SortedTerms.number(field.key(), most));
            case DocumentFilter.Times(var field, long earliest, long latest) ->
                field.equals(DocumentField.TIMESTAMP)
                        ? between(StoredFields.TIMESTAMP, earliest, latest)
                        : between(
                                StoredFields.METADATA_POINT,
                                SortedTerms.time(field.key(), earliest),
                                SortedTerms.time(field.key(), latest));
            case DocumentFilter.Exists(var field) -> exists(field);
            case DocumentFilter.Phrase(var part, var words) ->
                phrase(part == TextPart.TITLE ? StoredFields.TITLE_TEXT : StoredFields.TEXT, words, languages.get());
            case DocumentFilter.Beginning(var part, var letters) ->
                Map.of(
                        "prefix",
                        Map.of(
                                part == TextPart.TITLE ? StoredFields.TITLE_WORDS : StoredFields.WORDS,
                                Map.of("value", letters)));
            case DocumentFilter.And(var all) ->
                all.isEmpty()
                        ? DOCUMENTS
                        : bool(
                                "filter",
                                all.stream().map(each -> of(each, languages)).toList());
            case DocumentFilter.Or(var any) ->
                any.isEmpty()
                        ? NOTHING
                        : bool(
                                "should",
                                any.stream().map(each -> of(each, languages)).toList());
            case DocumentFilter.Not(var not) ->
                Map.of("bool", Map.of("filter", List.of(DOCUMENTS), "must_not", List.of(of(not, languages))));
        };
    }

    private static Map<String, ?> phrase(String field, String words, QueryLanguages languages) {
        List<Map<String, ?>> phrases = languages.languages().stream()
                .map(language -> language.spelledOut(words))
                .filter(spelled -> !spelled.isEmpty())
                .<Map<String, ?>>map(spelled -> phrase(field, spelled, 1))
                .toList();
        return best(phrases);
    }

    /** @param spelled the terms that {@link Language#spelledOut} makes of the words */
    static Map<String, ?> phrase(String field, String spelled, float weight) {
        return Map.of("match_phrase", Map.of(field, Map.of("query", spelled, "boost", weight)));
    }

    /** Whatever matches of them; the best counts. Nothing does of none. */
    static Map<String, ?> best(List<Map<String, ?>> alternatives) {
        return switch (alternatives.size()) {
            case 0 -> NOTHING;
            case 1 -> alternatives.getFirst();
            default -> Map.of("dis_max", Map.of("queries", alternatives));
        };
    }

    static Map<String, ?> bool(String clause, List<? extends Map<String, ?>> queries) {
        return Map.of("bool", Map.of(clause, queries));
    }

    /** Name of the field whose doc values are the terms of {@code field}. */
    static String name(DocumentField field) {
        return switch (field.kind()) {
            case DOC_ID -> StoredFields.DOC_ID;
            case SOURCE -> StoredFields.SOURCE;
            case LANGUAGE -> StoredFields.LANGUAGE;
            case TIMESTAMP -> StoredFields.TIMESTAMP;
            case METADATA -> StoredFields.METADATA;
        };
    }

    static Map<String, ?> exists(DocumentField field) {
        return switch (field.kind()) {
            case SOURCE, LANGUAGE -> Map.of("exists", Map.of("field", name(field)));
            case METADATA -> Map.of("term", Map.of(StoredFields.METADATA_KEY, field.key()));
            case DOC_ID, TIMESTAMP -> DOCUMENTS;
        };
    }

    private static Map<String, ?> term(DocumentField field, List<String> values) {
        return switch (field.kind()) {
            case SOURCE, LANGUAGE -> terms(name(field), values);
            case DOC_ID -> bool("filter", List.of(terms(StoredFields.DOC_ID, values), DOCUMENTS));
            case METADATA ->
                terms(
                        StoredFields.METADATA,
                        values.stream()
                                .flatMap(value -> MetadataTerms.sought(field.key(), value).stream())
                                .map(BytesRef::utf8ToString)
                                .toList());
            case TIMESTAMP -> throw new IllegalArgumentException("a timestamp is filtered by its range");
        };
    }

    static Map<String, ?> terms(String field, List<String> values) {
        return Map.of("terms", Map.of(field, values));
    }

    private static Map<String, ?> between(String field, Object least, Object most) {
        return Map.of("range", Map.of(field, Map.of("gte", least, "lte", most)));
    }
}
