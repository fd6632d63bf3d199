package io.trovex.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.MergeTrigger;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.jspecify.annotations.Nullable;

/**
 * Merges more when asked to, which is when little is being written: a search finds words and opens postings in every
 * segment. Segments of like size go together; of a trickle of documents only small ones are written again.
 */
final class MergesAtRest extends FilterMergePolicy {
    /** A segment so many times as large as all that are smaller stays as it is. */
    private static final int FAR_LARGER = 8;

    /** What one merge writes at most: some 200,000 passages, seconds of one processor. */
    private static final long MOST_BYTES = 512L << 20;

    private record Sized(SegmentCommitInfo segment, long bytes) {}

    MergesAtRest(MergePolicy whileWriting) {
        super(whileWriting);
    }

    @Override
    public @Nullable MergeSpecification findMerges(MergeTrigger trigger, SegmentInfos infos, MergeContext context)
            throws IOException {
        MergeSpecification due = super.findMerges(trigger, infos, context);
        boolean atRest =
                trigger == MergeTrigger.EXPLICIT && context.getMergingSegments().isEmpty();
        if (due != null || !atRest) {
            return due;
        }
        List<SegmentCommitInfo> together = together(smallestFirst(infos, context));
        if (together.size() < 2) {
            return null;
        }
        MergeSpecification more = new MergeSpecification();
        more.add(new OneMerge(together));
        return more;
    }

    private static List<SegmentCommitInfo> together(List<Sized> smallestFirst) {
        List<SegmentCommitInfo> together = new ArrayList<>();
        long bytes = 0;
        for (Sized each : smallestFirst) {
            boolean alike = each.bytes() <= FAR_LARGER * bytes;
            if (bytes + each.bytes() > MOST_BYTES || (together.size() > 1 && !alike)) {
                return together;
            }
            if (!alike) {
                together.clear();
                bytes = 0;
            }
            together.add(each.segment());
            bytes += each.bytes();
        }
        return together;
    }

    private List<Sized> smallestFirst(SegmentInfos infos, MergeContext context) throws IOException {
        List<Sized> sized = new ArrayList<>();
        for (SegmentCommitInfo segment : infos) {
            sized.add(new Sized(segment, size(segment, context)));
        }
        sized.sort(Comparator.comparingLong(Sized::bytes));
        return sized;
    }
}
