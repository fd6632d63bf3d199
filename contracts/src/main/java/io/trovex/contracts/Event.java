package io.trovex.contracts;

/** A fact that happened, as it lies in a topic. */
public sealed interface Event
        permits DocumentEvent,
                ReplayDecided,
                DeadLetterDecided,
                GenerationDecided,
                CanaryDecided,
                SynonymsDecided,
                SearchPerformed,
                FeedbackReceived {

    /** CloudEvents {@code id}: equal for every redelivery and replay of the same fact. */
    String eventId();

    /** CloudEvents {@code subject}, and what orders the record: the record's key. */
    String subject();
}
