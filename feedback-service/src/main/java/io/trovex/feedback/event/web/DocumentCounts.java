package io.trovex.feedback.event.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.TreeMap;

/**
 * What users did to a document.
 *
 * @param counts by action; click and impression always, be they 0
 */
record DocumentCounts(
        @JsonProperty("doc_id") String docId,
        @JsonProperty("counts") Map<String, Long> counts) {

    static DocumentCounts of(String docId, Map<String, Long> known) {
        Map<String, Long> counts = new TreeMap<>(Map.of("click", 0L, "impression", 0L));
        counts.putAll(known);
        return new DocumentCounts(docId, counts);
    }
}
