package io.trovex.index.lucene;

import io.trovex.index.analysis.QueryLanguages;
import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.MetadataTerms;
import io.trovex.index.engine.TextPart;
import java.util.List;
import java.util.function.Supplier;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Filters as Lucene sees them: over documents, never over passages or tombstones. */
final class FilterQueries {
    private final Supplier<QueryLanguages> languages;

    private FilterQueries(Supplier<QueryLanguages> languages) {
        this.languages = languages;
    }

    /** Null when every document passes. */
    static @Nullable Query of(DocumentFilter filter, Supplier<QueryLanguages> languages) {
        return filter.equals(DocumentFilter.NONE) ? null : new FilterQueries(languages).query(filter);
    }

    private Query query(DocumentFilter filter) {
        return switch (filter) {
            case DocumentFilter.Term(var field, var values) -> term(field, values);
            case DocumentFilter.Numbers(var field, double least, double most) ->
                MetadataPoints.numbers(field.key(), least, most);
            case DocumentFilter.Times(var field, long earliest, long latest) ->
                field.equals(DocumentField.TIMESTAMP)
                        ? between(earliest, latest)
                        : MetadataPoints.times(field.key(), earliest, latest);
            case DocumentFilter.Exists(var field) -> exists(field);
            case DocumentFilter.Phrase(var part, var words) -> phrase(part, words);
            case DocumentFilter.Beginning(var part, var letters) -> new PrefixQuery(new Term(words(part), letters));
            case DocumentFilter.And(var all) -> all.isEmpty() ? Fields.DOCUMENTS : joined(all, Occur.FILTER);
            case DocumentFilter.Or(var any) -> any.isEmpty() ? MatchNoDocsQuery.INSTANCE : joined(any, Occur.SHOULD);
            case DocumentFilter.Not(var not) ->
                new BooleanQuery.Builder()
                        .add(Fields.DOCUMENTS, Occur.FILTER)
                        .add(query(not), Occur.MUST_NOT)
                        .build();
        };
    }

    private Query joined(List<DocumentFilter> filters, Occur occur) {
        BooleanQuery.Builder joined = new BooleanQuery.Builder();
        filters.forEach(filter -> joined.add(query(filter), occur));
        return joined.build();
    }

    private static Query term(DocumentField field, List<String> values) {
        List<BytesRef> texts = values.stream().map(BytesRef::new).toList();
        return switch (field.kind()) {
            case SOURCE -> new TermInSetQuery(Fields.SOURCE, texts);
            case LANGUAGE -> new TermInSetQuery(Fields.LANGUAGE, texts);
            case DOC_ID ->
                new BooleanQuery.Builder()
                        .add(new TermInSetQuery(Fields.DOC_ID, texts), Occur.FILTER)
                        .add(Fields.DOCUMENTS, Occur.FILTER)
                        .build();
            case METADATA ->
                new TermInSetQuery(
                        Fields.METADATA,
                        values.stream()
                                .flatMap(value -> MetadataTerms.sought(field.key(), value).stream())
                                .toList());
            case TIMESTAMP -> throw new IllegalArgumentException("a timestamp is filtered by its range");
        };
    }

    private Query phrase(TextPart part, String words) {
        String field = part == TextPart.TITLE ? Fields.TITLE : Fields.TEXT;
        List<Query> phrases = TextFields.phrases(field, words, languages.get().languages());
        return phrases.isEmpty() ? MatchNoDocsQuery.INSTANCE : TextFields.best(phrases);
    }

    private static String words(TextPart part) {
        return part == TextPart.TITLE ? Fields.TITLE_WORDS : Fields.WORDS;
    }

    private static Query exists(DocumentField field) {
        return switch (field.kind()) {
            case SOURCE -> new FieldExistsQuery(Fields.SOURCE);
            case LANGUAGE -> new FieldExistsQuery(Fields.LANGUAGE);
            case METADATA -> new TermQuery(new Term(Fields.METADATA_KEY, field.key()));
            case DOC_ID, TIMESTAMP -> Fields.DOCUMENTS;
        };
    }

    private static Query between(long from, long to) {
        return new IndexOrDocValuesQuery(
                LongPoint.newRangeQuery(Fields.TIMESTAMP, from, to),
                NumericDocValuesField.newSlowRangeQuery(Fields.TIMESTAMP, from, to));
    }
}
