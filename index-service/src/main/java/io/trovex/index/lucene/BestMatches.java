package io.trovex.index.lucene;

import io.trovex.index.engine.Match;
import io.trovex.index.engine.Ranking;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** What matches a query, by score and then by id. Ids are compared only where they decide. */
final class BestMatches {
    private static final int COUNTED_EXACTLY = 1_000;

    /** So many more are ranked by score alone than are wanted: most often all that tie with the last one are among them. */
    private static final int TIES = 64;

    private static final Sort BEST_FIRST = new Sort(SortField.FIELD_SCORE, IdComparator.order());

    private final SegmentedSearcher searcher;
    private final Query query;

    BestMatches(SegmentedSearcher searcher, Query query) {
        this.searcher = searcher;
        this.query = query;
    }

    /** @param after where to go on; from the first when null */
    Ranking rank(int depth, @Nullable Match after) throws IOException {
        TopDocs top = after == null && depth <= COUNTED_EXACTLY ? byScore(depth) : null;
        return ranking(top == null ? byScoreAndId(depth, after) : top, depth);
    }

    /**
     * The best, and those that tie with the last of them, by score alone, which Lucene ranks faster; null when more tie than
     * were looked at.
     */
    private @Nullable TopDocs byScore(int depth) throws IOException {
        TopDocs top = searcher.search(query, new TopScoreDocCollectorManager(depth + TIES, COUNTED_EXACTLY));
        ScoreDoc[] hits = top.scoreDocs;
        int untilLastTie = Math.min(depth, hits.length);
        while (untilLastTie < hits.length && hits[untilLastTie].score == hits[depth - 1].score) {
            untilLastTie++;
        }
        return untilLastTie == depth + TIES ? null : new TopDocs(top.totalHits, Arrays.copyOf(hits, untilLastTie));
    }

    private TopDocs byScoreAndId(int depth, @Nullable Match after) throws IOException {
        FieldDoc place = after == null ? null : place(after);
        TopDocs top = searcher.search(query, new TopFieldCollectorManager(BEST_FIRST, depth, place, COUNTED_EXACTLY));
        for (ScoreDoc hit : top.scoreDocs) {
            hit.score = (Float) ((FieldDoc) hit).fields[0];
        }
        return top;
    }

    private Ranking ranking(TopDocs top, int depth) throws IOException {
        ScoreDoc[] hits = top.scoreDocs;
        DocIds ids = new DocIds(searcher);
        Match[] matches = new Match[hits.length];
        for (int place : Ascending.places(hits.length, each -> hits[each].doc)) {
            ScoreDoc hit = hits[place];
            matches[place] = new Match(hit.doc, ids.of(hit.doc), hit.score, -1);
        }
        Arrays.sort(matches, Match.BEST_FIRST);
        List<Match> best = Arrays.asList(matches).subList(0, Math.min(depth, matches.length));
        boolean exact = top.totalHits.relation() == TotalHits.Relation.EQUAL_TO;
        return new Ranking(best, top.totalHits.value(), exact);
    }

    private static FieldDoc place(Match match) {
        float score = (float) match.score();
        return new FieldDoc(match.number(), score, new Object[] {score, new BytesRef(match.docId())});
    }
}
