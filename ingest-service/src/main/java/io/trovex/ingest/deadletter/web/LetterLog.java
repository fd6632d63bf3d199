package io.trovex.ingest.deadletter.web;

import io.trovex.ingest.IngestProperties;
import io.trovex.ingest.deadletter.LetterLogUnavailableException;
import io.trovex.stage.web.ProblemException;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Tells a client when the log is away. */
@Component
class LetterLog {
    private final IngestProperties properties;

    LetterLog(IngestProperties properties) {
        this.properties = properties;
    }

    /** @throws ProblemException 503 if {@code question} finds the log away */
    <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (LetterLogUnavailableException e) {
            throw ProblemException.unavailable(
                    "log_unavailable",
                    "The dead letters cannot be reviewed for now: " + e.getMessage()
                            + ". What was decided before stays so.",
                    properties.retryAfter(),
                    e);
        }
    }
}
