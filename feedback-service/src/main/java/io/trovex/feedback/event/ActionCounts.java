package io.trovex.feedback.event;

import io.trovex.contracts.FeedbackReceived;
import java.util.List;
import java.util.Map;

/** How often users did what to a document. */
public interface ActionCounts {

    /**
     * Counts each event once, however often it comes.
     *
     * @param events all of them about a document
     * @return how many had not been counted before
     */
    int count(List<FeedbackReceived> events);

    /** By action; empty if nothing is known of the document. */
    Map<String, Long> of(String docId);
}
