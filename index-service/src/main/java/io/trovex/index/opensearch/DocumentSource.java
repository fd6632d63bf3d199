package io.trovex.index.opensearch;

import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Passage;
import io.trovex.index.analysis.GenerationAnalyzer;
import io.trovex.index.analysis.Language;
import io.trovex.index.analysis.TextAnalysis;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.MetadataTerms;
import io.trovex.index.engine.MetadataValues;
import io.trovex.index.engine.SpelledValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.util.VectorUtil;

/** An embedded document, or the tombstone of a deleted one, as OpenSearch keeps it. */
final class DocumentSource {
    private static final int LONGEST_ID = 500;

    private DocumentSource() {}

    /** What it is called in the index: OpenSearch's own ids end at 512 bytes. */
    static String id(String docId) {
        byte[] bytes = docId.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_ID ? "d:" + docId : "h:" + HexFormat.of().formatHex(sha256(bytes));
    }

    static Map<String, ?> of(IndexableDocument document, GenerationAnalyzer analyzer) {
        DocumentEmbedded event = document.event();
        Map<String, Object> source = new LinkedHashMap<>();
        source.put(StoredFields.DOC_ID, event.docId());
        source.put(StoredFields.VERSION, event.version());
        if (event.operation() == Operation.DELETE) {
            source.put(StoredFields.KIND, StoredFields.TOMBSTONE);
            return source;
        }
        String body = document.body() == null ? "" : document.body();
        source.put(StoredFields.KIND, StoredFields.DOCUMENT);
        Language language = analyzer.language(event.language());
        source.put(StoredFields.READ_AS, language.label());
        source.put(
                StoredFields.TEXT,
                TextAnalysis.texts(event.title(), body).stream()
                        .map(language::spelledOut)
                        .toList());
        source.put(StoredFields.CONTENT, body);
        Set<String> words = new LinkedHashSet<>(TextAnalysis.words(body));
        if (event.title() != null) {
            source.put(StoredFields.TITLE_TEXT, language.spelledOut(event.title()));
            Set<String> titleWords = new LinkedHashSet<>(TextAnalysis.words(event.title()));
            source.put(StoredFields.TITLE_WORDS, titleWords);
            words.addAll(titleWords);
            source.put(StoredFields.TITLE_START, TextAnalysis.titleStart(event.title()));
            source.put(StoredFields.TITLE, event.title());
        }
        source.put(StoredFields.WORDS, words);
        if (event.contentHash() != null) {
            source.put(StoredFields.CONTENT_HASH, event.contentHash());
        }
        if (event.source() != null) {
            source.put(StoredFields.SOURCE, event.source());
        }
        if (event.language() != null) {
            source.put(StoredFields.LANGUAGE, event.language());
        }
        source.put(StoredFields.TIMESTAMP, millis(event.timestamp()));
        source.put(StoredFields.WRITTEN_AT, event.timestamp().toString());
        addMetadata(event.metadata(), source);
        source.put(
                StoredFields.PASSAGES,
                event.passages().stream().map(DocumentSource::passage).toList());
        return source;
    }

    private static void addMetadata(Map<String, Object> metadata, Map<String, Object> source) {
        List<String> terms = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<String> points = new ArrayList<>();
        metadata.forEach((key, value) -> {
            List<?> items = value instanceof List<?> list ? list : List.of(value);
            terms.addAll(MetadataTerms.indexed(key, value));
            if (!items.isEmpty()) {
                keys.add(key);
            }
            for (Object item : items) {
                double number = SpelledValues.number(item.toString());
                if (Double.isFinite(number)) {
                    points.add(SortedTerms.number(key, number));
                }
                SpelledValues.time(item.toString()).ifPresent(time -> points.add(SortedTerms.time(key, millis(time))));
            }
        });
        source.put(StoredFields.METADATA, terms);
        source.put(StoredFields.METADATA_KEY, keys);
        source.put(StoredFields.METADATA_POINT, points);
        try {
            source.put(
                    StoredFields.METADATA_VALUES, Base64.getEncoder().encodeToString(MetadataValues.encode(metadata)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, ?> passage(Passage passage) {
        float[] components = passage.embedding().components();
        return Map.of(
                "start",
                passage.start(),
                "end",
                passage.end(),
                "vector",
                VectorUtil.isUnitVector(components) ? components : VectorUtil.l2normalize(components.clone()));
    }

    static long millis(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException _) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
