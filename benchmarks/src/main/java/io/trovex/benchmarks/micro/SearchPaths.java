package io.trovex.benchmarks.micro;

import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.KeywordQuery;
import io.trovex.index.engine.KeywordSearch;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.StoredDocument;
import io.trovex.index.search.SearchMode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a search does, whole and in parts, on an index in this process. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init")
public class SearchPaths {
    private static final int CANDIDATES = 100;
    private static final int HITS = 10;

    @Param("20000")
    public int passages;

    private SearchedIndex searched;
    private IndexView view;
    private KeywordSearch words;
    private List<Match> byWords;
    private List<StoredDocument> hits;

    @Setup
    public void open() throws IOException {
        searched = new SearchedIndex(passages);
        view = searched.index().view();
        words = view.keyword(KeywordQuery.plain(searched.text(0)));
        byWords = words.rank(DocumentFilter.NONE, CANDIDATES).matches();
        hits = byWords.stream()
                .limit(HITS)
                .map(match -> view.read(match.number()))
                .toList();
    }

    @TearDown
    public void close() throws IOException {
        view.close();
        searched.close();
    }

    @Benchmark
    public Object hybridSearch() {
        return searched.search(SearchMode.HYBRID);
    }

    @Benchmark
    public Object semanticSearch() {
        return searched.search(SearchMode.SEMANTIC);
    }

    @Benchmark
    public Object keywordSearch() {
        return searched.search(SearchMode.KEYWORD);
    }

    @Benchmark
    public Object rankingByWords() {
        return view.keyword(KeywordQuery.plain(searched.text(searched.question())))
                .rank(DocumentFilter.NONE, CANDIDATES);
    }

    @Benchmark
    public Object rankingByMeaning() {
        return view.semantic(searched.vector(searched.question())).rank(DocumentFilter.NONE, CANDIDATES);
    }

    /** The cosines of a hundred documents that the words found. */
    @Benchmark
    public Object scoringByMeaning() {
        return view.semantic(searched.vector(searched.question())).score(byWords);
    }

    @Benchmark
    public Object readingTenDocuments() {
        int length = 0;
        for (Match match : byWords.subList(0, Math.min(HITS, byWords.size()))) {
            length += view.read(match.number()).body().length();
        }
        return length;
    }

    @Benchmark
    public Object highlightingTenDocuments() {
        KeywordSearch.Places places = words.places();
        int marked = 0;
        for (int i = 0; i < hits.size(); i++) {
            marked += places.in(byWords.get(i).number(), hits.get(i)).size();
        }
        return marked;
    }
}
