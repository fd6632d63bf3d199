package io.trovex.ingest.status.kafka;

import io.trovex.contracts.Topics;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The topics that tell of a document's life: the flow of every generation, its end, and the dead letters along the way. */
@Component
class LifeTopics {

    /** Topics of generations come and go. */
    public Pattern pattern() {
        String inputs = String.join(
                "|",
                Pattern.quote(Topics.DOCUMENTS_SUBMITTED),
                Pattern.quote(Topics.DOCUMENTS_VALIDATED),
                Pattern.quote(Topics.documentsEmbedded("")) + ".+?");
        return Pattern.compile("(" + inputs + ")(" + Pattern.quote(Topics.deadLetters("")) + ")?|"
                + Pattern.quote(Topics.DOCUMENTS_INDEXED));
    }
}
