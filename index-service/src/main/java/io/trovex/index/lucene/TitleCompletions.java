package io.trovex.index.lucene;

import io.trovex.index.analysis.TextAnalysis;
import io.trovex.index.engine.Completion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/**
 * Titles that begin as typed, then those that have all the typed words and one that begins as the last; the shortest
 * first. Of very many it looks at some.
 */
final class TitleCompletions {
    private static final int LOOKED_AT = 100;

    private final IndexSearcher searcher;

    TitleCompletions(IndexSearcher searcher) {
        this.searcher = searcher;
    }

    List<Completion> of(String typed, int most) throws IOException {
        Map<String, Completion> byTitle = new LinkedHashMap<>();
        add(new PrefixQuery(new Term(Fields.TITLE_START, TextAnalysis.titleStart(typed))), byTitle, most);
        List<String> words = TextAnalysis.words(typed);
        if (byTitle.size() < most && !words.isEmpty()) {
            add(allOf(words, Character.isWhitespace(typed.charAt(typed.length() - 1))), byTitle, most);
        }
        return List.copyOf(byTitle.values());
    }

    private static Query allOf(List<String> words, boolean lastIsWhole) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (String word : words.subList(0, words.size() - 1)) {
            all.add(new TermQuery(new Term(Fields.TITLE_WORDS, word)), Occur.FILTER);
        }
        Term last = new Term(Fields.TITLE_WORDS, words.getLast());
        all.add(lastIsWhole ? new TermQuery(last) : new PrefixQuery(last), Occur.FILTER);
        return all.build();
    }

    private void add(Query query, Map<String, Completion> byTitle, int most) throws IOException {
        List<Completion> found = new ArrayList<>();
        for (ScoreDoc hit : searcher.search(new ConstantScoreQuery(query), LOOKED_AT).scoreDocs) {
            Document stored = searcher.storedFields().document(hit.doc, Set.of(Fields.STORED_TITLE, Fields.DOC_ID));
            found.add(new Completion(stored.get(Fields.STORED_TITLE), stored.get(Fields.DOC_ID), 1));
        }
        found.sort(Comparator.comparingInt((Completion each) -> each.text().length())
                .thenComparing(Completion::text)
                .thenComparing(each -> String.valueOf(each.docId())));
        for (Completion each : found) {
            if (byTitle.size() < most) {
                byTitle.putIfAbsent(each.text().toLowerCase(Locale.ROOT), each);
            }
        }
    }
}
