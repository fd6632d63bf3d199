package io.trovex.index.engine.web;

import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.index.engine.SearchRefusedException;
import io.trovex.stage.web.ProblemException;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;

/** Answers from an index, or says that it is away for now: 503, come back. */
public final class IndexAnswers {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private IndexAnswers() {}

    /** @throws ProblemException {@code index_unavailable}, {@code search_refused} */
    public static <T> T of(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (IndexUnavailableException e) {
            throw ProblemException.unavailable(
                    "index_unavailable",
                    "The index does not answer for now; what was submitted is kept and will be indexed.",
                    RETRY_AFTER,
                    e);
        } catch (SearchRefusedException e) {
            throw ProblemException.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "search_refused",
                    "The index does not answer such a search: " + e.getMessage());
        }
    }
}
