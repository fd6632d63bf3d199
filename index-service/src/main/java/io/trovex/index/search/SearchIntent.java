package io.trovex.index.search;

import io.trovex.index.engine.CloseWord;
import io.trovex.index.engine.Correction;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.KeywordQuery;
import io.trovex.index.engine.Synonym;
import io.trovex.index.query.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a request asks for, once its text and the document it names are read.
 *
 * @param filter of the request, with the conditions in its text
 * @param byWords whether the words rank, or only the meaning where there is one
 */
record SearchIntent(
        KeywordQuery keyword, QueryVector vector, DocumentFilter filter, List<Notice> notices, boolean byWords) {

    /** All there is to say, once the words were looked up. */
    List<Notice> notices(List<Correction> corrections) {
        List<Notice> all = new ArrayList<>(notices);
        if (byWords || vector.components() == null) {
            keyword.synonyms().stream().map(SearchIntent::synonym).forEach(all::add);
            corrections.stream().map(SearchIntent::corrected).forEach(all::add);
        }
        return all;
    }

    private static Notice corrected(Correction correction) {
        String instead = correction.instead().stream().map(CloseWord::word).collect(Collectors.joining("', '"));
        return new Notice(
                Notice.CORRECTED, "no document has '%s', so '%s' counts for it".formatted(correction.word(), instead));
    }

    private static Notice synonym(Synonym synonym) {
        String others = String.join("', '", synonym.others());
        return new Notice(Notice.SYNONYM, "'%s' counts for '%s' too".formatted(others, synonym.words()));
    }
}
