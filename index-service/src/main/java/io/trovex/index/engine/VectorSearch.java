package io.trovex.index.engine;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nearest documents to one vector, within one view: a document is as near as its nearest passage. Scores are cosines. */
public interface VectorSearch {
    Ranking rank(DocumentFilter filter, int depth);

    /** The same documents with the scores of their best passages; those without passages are left out. */
    List<Match> score(Collection<Match> documents);

    /** One for each passage of these documents, with its own score; in no order. */
    List<Match> passages(List<Match> documents);

    /** The vectors of these documents' best passages, in their order; null where there is none. */
    List<float @Nullable []> vectors(List<Match> documents);
}
