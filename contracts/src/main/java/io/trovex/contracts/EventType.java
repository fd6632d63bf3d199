package io.trovex.contracts;

/** Names an event on the wire ({@code ce_type}) and gives the version of its JSON Schema. */
public enum EventType {
    DOCUMENT_SUBMITTED("io.trovex.document.submitted", DocumentSubmitted.class),
    DOCUMENT_VALIDATED("io.trovex.document.validated", DocumentValidated.class),
    DOCUMENT_EMBEDDED("io.trovex.document.embedded", DocumentEmbedded.class),
    DOCUMENT_INDEXED("io.trovex.document.indexed", DocumentIndexed.class),
    SEARCH_PERFORMED("io.trovex.search.performed", SearchPerformed.class),
    FEEDBACK_RECEIVED("io.trovex.feedback.received", FeedbackReceived.class),
    REPLAY_DECIDED("io.trovex.replay.decided", ReplayDecided.class),
    DEAD_LETTER_DECIDED("io.trovex.deadletter.decided", DeadLetterDecided.class),
    CANARY_DECIDED("io.trovex.canary.decided", CanaryDecided.class),
    GENERATION_DECIDED("io.trovex.generation.decided", GenerationDecided.class),
    SYNONYMS_DECIDED("io.trovex.synonyms.decided", SynonymsDecided.class);

    private final String wireName;
    private final Class<? extends Event> event;

    EventType(String wireName, Class<? extends Event> event) {
        this.wireName = wireName;
        this.event = event;
    }

    public String wireName() {
        return wireName;
    }

    public Class<? extends Event> event() {
        return event;
    }

    /** All schemas are at their first version. */
    public int schemaVersion() {
        return 1;
    }

    public static EventType of(Event event) {
        return switch (event) {
            case DocumentSubmitted _ -> DOCUMENT_SUBMITTED;
            case DocumentValidated _ -> DOCUMENT_VALIDATED;
            case DocumentEmbedded _ -> DOCUMENT_EMBEDDED;
            case DocumentIndexed _ -> DOCUMENT_INDEXED;
            case SearchPerformed _ -> SEARCH_PERFORMED;
            case FeedbackReceived _ -> FEEDBACK_RECEIVED;
            case ReplayDecided _ -> REPLAY_DECIDED;
            case DeadLetterDecided _ -> DEAD_LETTER_DECIDED;
            case CanaryDecided _ -> CANARY_DECIDED;
            case GenerationDecided _ -> GENERATION_DECIDED;
            case SynonymsDecided _ -> SYNONYMS_DECIDED;
        };
    }
}
