package io.trovex.index.lucene;

import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Passage;
import io.trovex.contracts.Vector;
import io.trovex.index.engine.IndexableDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/** Embedded documents as tests write them. Each begins as version 1 of a plain document and changes one thing at a time. */
public record Documents(
        String docId,
        long version,
        Operation operation,
        @Nullable String title,
        String body,
        @Nullable String source,
        @Nullable String language,
        Instant timestamp,
        Map<String, Object> metadata,
        List<Passage> passages) {
    public static final Generation GENERATION = new Generation("g1-test", "test-model", 4);
    public static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    /** With one passage over the whole body. */
    public static Documents document(String docId, String body, float... vector) {
        List<Passage> passages =
                vector.length == 0 ? List.of() : List.of(new Passage(0, body.length(), Vector.of(vector)));
        return new Documents(docId, 1, Operation.UPSERT, null, body, "test", "en", NOON, Map.of(), passages);
    }

    public static IndexableDocument delete(String docId, long version) {
        return delete(docId, version, GENERATION);
    }

    public static IndexableDocument delete(String docId, long version, Generation generation) {
        return new IndexableDocument(
                new DocumentEmbedded(
                        docId,
                        version,
                        Operation.DELETE,
                        generation.id(),
                        generation.model(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        NOON,
                        null,
                        Map.of(),
                        List.of(),
                        NOON),
                null);
    }

    /** One passage a sentence: where each stands in {@code body}, with its vector. */
    public Documents passages(Passage... others) {
        return new Documents(
                docId, version, operation, title, body, source, language, timestamp, metadata, List.of(others));
    }

    public Documents version(long other) {
        return new Documents(docId, other, operation, title, body, source, language, timestamp, metadata, passages);
    }

    public Documents title(String other) {
        return new Documents(docId, version, operation, other, body, source, language, timestamp, metadata, passages);
    }

    public Documents source(@Nullable String other) {
        return new Documents(docId, version, operation, title, body, other, language, timestamp, metadata, passages);
    }

    public Documents language(@Nullable String other) {
        return new Documents(docId, version, operation, title, body, source, other, timestamp, metadata, passages);
    }

    public Documents timestamp(Instant other) {
        return new Documents(docId, version, operation, title, body, source, language, other, metadata, passages);
    }

    public Documents metadata(Map<String, Object> other) {
        return new Documents(docId, version, operation, title, body, source, language, timestamp, other, passages);
    }

    public IndexableDocument embedded() {
        return new IndexableDocument(event(GENERATION), body);
    }

    public DocumentEmbedded event(Generation generation) {
        return new DocumentEmbedded(
                docId,
                version,
                operation,
                generation.id(),
                generation.model(),
                title,
                body,
                null,
                "hash",
                source,
                timestamp,
                language,
                metadata,
                passages,
                NOON);
    }

    /** A passage over {@code text}, which {@code body} has once. */
    public static Passage passage(String body, String text, float... vector) {
        int start = body.indexOf(text);
        return new Passage(start, start + text.length(), Vector.of(vector));
    }

    /** A random direction. */
    public static float[] direction(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return VectorUtil.l2normalize(vector);
    }

    /** {@code count} documents of random words, each with one to three passages in random directions. */
    public static List<IndexableDocument> random(Random random, int count, Generation generation) {
        List<IndexableDocument> documents = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String body = "word" + random.nextInt(50) + " word" + random.nextInt(50) + " end";
            List<Passage> passages = new ArrayList<>();
            for (int p = 0; p <= random.nextInt(3); p++) {
                passages.add(new Passage(0, body.length(), Vector.of(direction(random, generation.dimension()))));
            }
            Documents document =
                    document("doc-" + i, body).source("source-" + i % 10).passages(passages.toArray(Passage[]::new));
            documents.add(new IndexableDocument(document.event(generation), body));
        }
        return documents;
    }
}
