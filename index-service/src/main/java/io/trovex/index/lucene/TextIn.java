package io.trovex.index.lucene;

import io.trovex.index.analysis.Language;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;

/** A text in a language, whatever that of the document before was. */
final class TextIn extends Field {
    private final Language language;

    TextIn(Language language, String field, String text, FieldType type) {
        super(field, text, type);
        this.language = language;
    }

    @Override
    public TokenStream tokenStream(Analyzer ofTheWriter, TokenStream reuse) {
        return language.analyzer().tokenStream(name(), stringValue());
    }
}
