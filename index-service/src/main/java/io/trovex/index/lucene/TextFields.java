package io.trovex.index.lucene;

import io.trovex.index.analysis.Language;
import io.trovex.index.analysis.TextAnalysis;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;

/** A document's title and body in the index. */
final class TextFields {
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

    static void add(Document document, Language language, @Nullable String title, String body, int titleWeight) {
        TextAnalysis.texts(title, titleWeight, body)
                .forEach(text -> document.add(new TextIn(language, Fields.TEXT, text, WITH_OFFSETS)));
        if (title != null) {
            document.add(new TextIn(language, Fields.TITLE, title, WITH_POSITIONS));
            document.add(new StringField(Fields.TITLE_START, TextAnalysis.titleStart(title), Field.Store.NO));
            document.add(new Field(Fields.TITLE_WORDS, title, PRESENCE));
            document.add(new Field(Fields.WORDS, title, PRESENCE));
        }
        document.add(new Field(Fields.WORDS, body, PRESENCE));
        document.add(new StringField(Fields.READ_AS, language.label(), Field.Store.NO));
    }

    /**
     * Text without words, for passages and tombstones. Where every member has a length, lengths lie one after the other, rather than
     * in a list of those that have one, through which each score would look for its document's.
     */
    static Field none() {
        return new Field(Fields.TEXT, "", WITH_OFFSETS);
    }

    /** Offset of the body's first character among the text field's offsets. */
    static int bodyStart(@Nullable String title, int titleWeight) {
        return title == null ? 0 : titleWeight * (title.length() + ANALYZER.getOffsetGap(Fields.TEXT));
    }

    /** Its words next to each other, as each language has them; none where it has no words. */
    static List<Query> phrases(String field, String text, Set<Language> languages) {
        return languages.stream()
                .map(language -> new QueryBuilder(language.analyzer()).createPhraseQuery(field, text))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whatever matches of them; the best counts. */
    static Query best(List<Query> alternatives) {
        return alternatives.size() == 1 ? alternatives.getFirst() : new DisjunctionMaxQuery(alternatives, 0);
    }
}
