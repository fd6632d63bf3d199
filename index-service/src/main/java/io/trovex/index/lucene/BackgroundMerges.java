package io.trovex.index.lucene;

import io.trovex.stage.Niceness;
import java.io.IOException;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.MergePolicy;

/** One thread merges, for which nobody waits; a queue of merges never stops a document from coming in. */
final class BackgroundMerges extends ConcurrentMergeScheduler {
    private static final int MOST_WAITING = 24;

    BackgroundMerges() {
        setMaxMergesAndThreads(MOST_WAITING, 1);
    }

    @Override
    protected void doMerge(MergeSource source, MergePolicy.OneMerge merge) throws IOException {
        Niceness.stepBack();
        super.doMerge(source, merge);
    }
}
