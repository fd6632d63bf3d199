package io.trovex.contracts;

import java.util.List;

/** Every topic name of the pipeline. Nothing else spells one. */
public final class Topics {
    public static final String DOCUMENTS_SUBMITTED = "documents.submitted";
    public static final String DOCUMENTS_VALIDATED = "documents.validated";
    public static final String DOCUMENTS_INDEXED = "documents.indexed";
    public static final String SEARCH_QUERIES = "search.queries";
    public static final String FEEDBACK_EVENTS = "feedback.events";

    /** What operators decided, the newest record of each key; in one partition, so that everybody reads one order. */
    public static final String PIPELINE_CONTROL = "pipeline.control";

    /** Snapshots of the ledger, one for each partition of {@link #DOCUMENTS_SUBMITTED}. */
    public static final String PIPELINE_LEDGER = "pipeline.ledger";

    private static final String DEAD_LETTER_SUFFIX = "-dlt";

    private Topics() {}

    /** The embedded documents of one generation; vectors of two generations never share a topic. */
    public static String documentsEmbedded(String generation) {
        return "documents.embedded." + generation;
    }

    /** Where a stage puts the records of {@code topic} that fail every time. */
    public static String deadLetters(String topic) {
        return topic + DEAD_LETTER_SUFFIX;
    }

    /** The topic whose records {@code deadLetterTopic} holds. */
    public static String sourceOf(String deadLetterTopic) {
        if (!deadLetterTopic.endsWith(DEAD_LETTER_SUFFIX)) {
            throw new IllegalArgumentException("not a dead-letter topic: " + deadLetterTopic);
        }
        return deadLetterTopic.substring(0, deadLetterTopic.length() - DEAD_LETTER_SUFFIX.length());
    }

    /** The topics that stages consume documents from, in the order of the flow. */
    public static List<String> documentInputs(String generation) {
        return List.of(DOCUMENTS_SUBMITTED, DOCUMENTS_VALIDATED, documentsEmbedded(generation));
    }
}
