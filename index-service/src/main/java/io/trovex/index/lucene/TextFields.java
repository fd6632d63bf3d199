package io.trovex.index.lucene;

import io.trovex.index.analysis.TextAnalysis;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;

/** A document's title and body in the index. */
final class TextFields {
    static final Similarity SIMILARITY = new BM25Similarity(1.2f, 0.75f);
    static final Analyzer ANALYZER = new FieldAnalysis();

    private static final FieldType WITH_OFFSETS = new FieldType(TextField.TYPE_NOT_STORED);
    private static final FieldType WITH_POSITIONS = new FieldType(TextField.TYPE_NOT_STORED);
    private static final FieldType PRESENCE = new FieldType(TextField.TYPE_NOT_STORED);

    static {
        WITH_OFFSETS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
        WITH_OFFSETS.freeze();
        WITH_POSITIONS.setOmitNorms(true);
        WITH_POSITIONS.freeze();
        PRESENCE.setIndexOptions(IndexOptions.DOCS);
        PRESENCE.setOmitNorms(true);
        PRESENCE.freeze();
    }

    private TextFields() {}

    static void add(Document document, @Nullable String title, String body) {
        TextAnalysis.texts(title, body).forEach(text -> document.add(new Field(Fields.TEXT, text, WITH_OFFSETS)));
        if (title != null) {
            document.add(new Field(Fields.TITLE, title, WITH_POSITIONS));
            document.add(new StringField(Fields.TITLE_START, TextAnalysis.titleStart(title), Field.Store.NO));
            document.add(new Field(Fields.TITLE_WORDS, title, PRESENCE));
            document.add(new Field(Fields.WORDS, title, PRESENCE));
        }
        document.add(new Field(Fields.WORDS, body, PRESENCE));
    }

    /** Offset of the body's first character among the text field's offsets. */
    static int bodyStart(@Nullable String title) {
        return title == null ? 0 : TextAnalysis.TITLE_WEIGHT * (title.length() + ANALYZER.getOffsetGap(Fields.TEXT));
    }

    /** Its words next to each other; null when it has none. */
    static @Nullable Query phrase(String field, String text) {
        return new QueryBuilder(ANALYZER).createPhraseQuery(field, text);
    }
}
