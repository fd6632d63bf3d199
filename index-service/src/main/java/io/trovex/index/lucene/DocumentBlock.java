package io.trovex.index.lucene;

import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Passage;
import io.trovex.index.analysis.GenerationAnalyzer;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.MetadataTerms;
import io.trovex.index.engine.MetadataValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/** Writes an embedded document as a block: passages first, the document last; a delete as a tombstone. */
final class DocumentBlock {
    private final DocumentEmbedded event;
    private final String body;
    private final long fingerprint;
    private final GenerationAnalyzer analyzer;
    private final int titleWeight;

    DocumentBlock(IndexableDocument document, long fingerprint, GenerationAnalyzer analyzer, int titleWeight) {
        this.event = document.event();
        this.body = document.body() == null ? "" : document.body();
        this.fingerprint = fingerprint;
        this.analyzer = analyzer;
        this.titleWeight = titleWeight;
    }

    List<Document> members() throws IOException {
        if (event.operation() == Operation.DELETE) {
            return List.of(tombstone());
        }
        List<Document> members = new ArrayList<>(event.passages().size() + 1);
        for (Passage passage : event.passages()) {
            members.add(passage(passage));
        }
        members.add(document());
        return members;
    }

    private Document passage(Passage passage) {
        Document member = member(Fields.PASSAGE);
        member.add(new KnnFloatVectorField(
                Fields.VECTOR, unit(passage.embedding().components()), VectorSimilarityFunction.DOT_PRODUCT));
        member.add(TextFields.none());
        member.add(new NumericDocValuesField(Fields.START, passage.start()));
        member.add(new NumericDocValuesField(Fields.END, passage.end()));
        return member;
    }

    private Document tombstone() {
        Document tombstone = root(Fields.TOMBSTONE);
        tombstone.add(TextFields.none());
        return tombstone;
    }

    private Document document() throws IOException {
        Document document = root(Fields.DOCUMENT);
        TextFields.add(document, analyzer.language(event.language()), event.title(), body, titleWeight);
        addTerm(document, Fields.SOURCE, event.source());
        addTerm(document, Fields.LANGUAGE, event.language());
        long written = Fields.millis(event.timestamp());
        document.add(new LongPoint(Fields.TIMESTAMP, written));
        document.add(new NumericDocValuesField(Fields.TIMESTAMP, written));
        for (Map.Entry<String, Object> entry : event.metadata().entrySet()) {
            addMetadata(document, entry.getKey(), entry.getValue());
        }
        addStored(document);
        return document;
    }

    private static void addMetadata(Document document, String key, Object value) {
        for (String term : MetadataTerms.indexed(key, value)) {
            document.add(new StringField(Fields.METADATA, term, Field.Store.NO));
            document.add(new SortedSetDocValuesField(Fields.METADATA, new BytesRef(term)));
        }
        MetadataPoints.indexed(key, value).forEach(document::add);
        boolean isEmpty = value instanceof List<?> list && list.isEmpty();
        if (!isEmpty) {
            document.add(new StringField(Fields.METADATA_KEY, key, Field.Store.NO));
        }
    }

    private void addStored(Document document) throws IOException {
        if (event.title() != null) {
            document.add(new StoredField(Fields.STORED_TITLE, event.title()));
        }
        document.add(new StoredField(Fields.STORED_TIMESTAMP, event.timestamp().toString()));
        document.add(new StoredField(Fields.STORED_METADATA, MetadataValues.encode(event.metadata())));
        if (event.contentHash() != null) {
            document.add(new StoredField(Fields.STORED_CONTENT_HASH, event.contentHash()));
        }
        document.add(new StoredField(Fields.STORED_CONTENT, body));
    }

    private Document root(String kind) {
        Document root = member(kind);
        root.add(new StringField(Fields.DOC_ID, event.docId(), Field.Store.YES));
        root.add(new SortedDocValuesField(Fields.DOC_ID, new BytesRef(event.docId())));
        root.add(new BinaryDocValuesField(Fields.DOC_ID_READ, new BytesRef(event.docId())));
        root.add(new NumericDocValuesField(Fields.VERSION, event.version()));
        root.add(new NumericDocValuesField(Fields.FINGERPRINT, fingerprint));
        return root;
    }

    private Document member(String kind) {
        Document member = new Document();
        member.add(new StringField(Fields.BLOCK, event.docId(), Field.Store.NO));
        member.add(new StringField(Fields.KIND, kind, Field.Store.NO));
        return member;
    }

    private static void addTerm(Document document, String field, @Nullable String value) {
        if (value != null) {
            document.add(new StringField(field, value, Field.Store.YES));
            document.add(new SortedDocValuesField(field, new BytesRef(value)));
        }
    }

    /** The vector itself when its length is one, as a model's is; a client's own may not be. */
    private static float[] unit(float[] components) {
        return VectorUtil.isUnitVector(components) ? components : VectorUtil.l2normalize(components.clone());
    }
}
