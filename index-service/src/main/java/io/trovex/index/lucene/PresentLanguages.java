package io.trovex.index.lucene;

import io.trovex.index.analysis.Language;
import io.trovex.index.analysis.QueryLanguages;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;

/** The languages that documents of an index were read in; replaced ones may still count. */
final class PresentLanguages {
    private PresentLanguages() {}

    static QueryLanguages of(IndexReader reader) throws IOException {
        Map<Language, Long> documents = new EnumMap<>(Language.class);
        for (LeafReaderContext segment : reader.leaves()) {
            Terms labels = Terms.getTerms(segment.reader(), Fields.READ_AS);
            TermsEnum each = labels.iterator();
            while (each.next() != null) {
                Optional<Language> language = Language.labelled(each.term().utf8ToString());
                if (language.isPresent()) {
                    documents.merge(language.get(), (long) each.docFreq(), Long::sum);
                }
            }
        }
        return QueryLanguages.of(documents);
    }
}
