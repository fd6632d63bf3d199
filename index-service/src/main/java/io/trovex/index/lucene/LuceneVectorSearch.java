package io.trovex.index.lucene;

import io.trovex.index.analysis.QueryLanguages;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.DotProduct;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.Ranking;
import io.trovex.index.engine.VectorSearch;
import io.trovex.index.lucene.Segment.PassageVectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/**
 * Nearest documents to one vector, within one view: a document is as near as its nearest passage. Scores are cosines.
 * While few passages are in question all are compared, so that the answer does not depend on how segments lie.
 */
final class LuceneVectorSearch implements VectorSearch {
    private final SegmentedSearcher searcher;
    private final float[] vector;
    private final int exactPassages;
    private final Supplier<QueryLanguages> languages;

    LuceneVectorSearch(
            SegmentedSearcher searcher, float[] vector, int exactPassages, Supplier<QueryLanguages> languages) {
        this.languages = languages;
        this.searcher = searcher;
        this.vector = VectorUtil.isUnitVector(vector) ? vector : VectorUtil.l2normalize(vector.clone());
        this.exactPassages = exactPassages;
    }

    @Override
    public Ranking rank(DocumentFilter filter, int depth) {
        try {
            NearestDocuments nearest = new NearestDocuments(searcher, vector, depth);
            Query passing = FilterQueries.of(filter, languages);
            boolean all = passing == null ? rankAll(depth, nearest) : rankAccepted(passing, depth, nearest);
            List<Match> matches = nearest.bestFirst();
            return new Ranking(matches, matches.size(), all && matches.size() < depth, !all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same documents with the scores of their best passages; those without passages are left out. */
    @Override
    public List<Match> score(Collection<Match> documents) {
        try {
            NearestDocuments nearest = new NearestDocuments(searcher, vector, documents.size());
            consider(documents.stream().mapToInt(Match::number).sorted().toArray(), nearest);
            return nearest.bestFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Match> passages(List<Match> documents) {
        List<Match> ascending = documents.stream()
                .sorted(Comparator.comparingInt(Match::number))
                .toList();
        List<Match> matches = new ArrayList<>();
        try {
            Segment segment = null;
            PassageVectors passages = null;
            for (Match document : ascending) {
                Segment own = searcher.segmentOf(document.number());
                if (own != segment) {
                    segment = own;
                    passages = own.vectors();
                }
                if (passages != null) {
                    PassageVectors visited = passages;
                    visited.visit(own.local(document.number()), passage -> {
                        double score = DotProduct.of(vector, visited.current());
                        matches.add(new Match(document.number(), document.docId(), score, own.global(passage)));
                    });
                }
            }
            return matches;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<float @Nullable []> vectors(List<Match> documents) {
        float[][] vectors = new float[documents.size()][];
        try {
            Segment segment = null;
            PassageVectors passages = null;
            for (int place : Ascending.places(
                    documents.size(), each -> documents.get(each).passage())) {
                int passage = documents.get(place).passage();
                Segment own = passage < 0 ? null : searcher.segmentOf(passage);
                if (own != null && own != segment) {
                    segment = own;
                    passages = own.vectors();
                }
                if (own != null && passages != null) {
                    vectors[place] = passages.at(own.local(passage)).clone();
                }
            }
            return Arrays.asList(vectors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return whether it compared all, rather than scan clusters */
    private boolean rankAll(int depth, NearestDocuments nearest) throws IOException {
        int passages = searcher.segments().stream().mapToInt(Segment::passages).sum();
        boolean all = passages <= exactPassages;
        compare(all ? null : new NearestClusters(searcher, vector, null, depth).passages(), depth, nearest);
        return all;
    }

    /** @return whether it compared all that pass */
    private boolean rankAccepted(Query passing, int depth, NearestDocuments nearest) throws IOException {
        AcceptedDocuments accepted = AcceptedDocuments.of(searcher, passing, exactPassages);
        if (accepted.passages() > exactPassages) {
            AcceptedPassages passages = new AcceptedPassages(searcher, passing);
            compare(new NearestClusters(searcher, vector, passages, depth).passages(), depth, nearest);
            return false;
        }
        for (Segment segment : searcher.segments()) {
            if (nearest.enter(segment)) {
                for (int document : accepted.in(segment)) {
                    nearest.consider(document);
                }
            }
        }
        return true;
    }

    /** @param passages ascending, that are in question; all when null */
    private void compare(int @Nullable [] passages, int depth, NearestDocuments nearest) throws IOException {
        PassageScan scan = new PassageScan(vector, depth);
        for (Segment segment : searcher.segments()) {
            if (nearest.enter(segment)) {
                int[] documents = Arrays.stream(
                                scan.nearestIn(segment, passages == null ? null : segment.among(passages)))
                        .mapToInt(passage -> segment.documentFrom(passage.doc))
                        .sorted()
                        .toArray();
                for (int document : documents) {
                    nearest.consider(document);
                }
            }
        }
    }

    private void consider(int[] ascending, NearestDocuments nearest) throws IOException {
        Segment segment = null;
        boolean hasVectors = false;
        for (int document : ascending) {
            Segment own = searcher.segmentOf(document);
            if (own != segment) {
                segment = own;
                hasVectors = nearest.enter(own);
            }
            if (hasVectors) {
                nearest.consider(own.local(document));
            }
        }
    }
}
