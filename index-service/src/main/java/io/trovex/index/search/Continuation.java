package io.trovex.index.search;

import java.util.List;

/** Goes on where a ranking ends that put forward only as many as were asked for. */
interface Continuation {
    /**
     * What follows; nothing after the last.
     *
     * @param last the ranking's last document so far
     * @param position of the one that follows it, from 0
     */
    List<RankedDocument> after(RankedDocument last, int position);
}
