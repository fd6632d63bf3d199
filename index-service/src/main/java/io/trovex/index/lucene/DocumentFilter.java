package io.trovex.index.lucene;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Which documents may be hits. Conditions hold together; the values of one condition are alternatives.
 *
 * @param sources any of these; empty for every source
 * @param from earliest timestamp, to the millisecond, inclusive
 * @param to latest timestamp, to the millisecond, inclusive
 * @param metadata by key, any of these values; numbers and booleans as text
 */
public record DocumentFilter(
        List<String> sources,
        @Nullable String language,
        @Nullable Instant from,
        @Nullable Instant to,
        Map<String, List<String>> metadata) {
    public static final DocumentFilter NONE = new DocumentFilter(List.of(), null, null, null, Map.of());

    public DocumentFilter {
        sources = List.copyOf(sources);
        metadata = Map.copyOf(metadata);
    }

    /** Over documents, not passages; null when every document passes. */
    @Nullable
    Query query() {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        if (!sources.isEmpty()) {
            all.add(
                    new TermInSetQuery(
                            Fields.SOURCE, sources.stream().map(BytesRef::new).toList()),
                    Occur.FILTER);
        }
        if (language != null) {
            all.add(new TermQuery(new Term(Fields.LANGUAGE, language)), Occur.FILTER);
        }
        if (from != null || to != null) {
            all.add(between(millis(from, Long.MIN_VALUE), millis(to, Long.MAX_VALUE)), Occur.FILTER);
        }
        metadata.forEach((key, values) -> {
            List<BytesRef> terms = values.stream()
                    .flatMap(value -> MetadataTerms.sought(key, value).stream())
                    .toList();
            all.add(new TermInSetQuery(Fields.METADATA, terms), Occur.FILTER);
        });
        BooleanQuery query = all.build();
        return query.clauses().isEmpty() ? null : query;
    }

    private static Query between(long from, long to) {
        return new IndexOrDocValuesQuery(
                LongPoint.newRangeQuery(Fields.TIMESTAMP, from, to),
                NumericDocValuesField.newSlowRangeQuery(Fields.TIMESTAMP, from, to));
    }

    private static long millis(@Nullable Instant instant, long otherwise) {
        return instant == null ? otherwise : Fields.millis(instant);
    }
}
