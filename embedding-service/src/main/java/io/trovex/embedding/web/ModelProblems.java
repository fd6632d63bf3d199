package io.trovex.embedding.web;

import io.trovex.contracts.Violation;
import io.trovex.embedding.engine.EngineClosedException;
import io.trovex.embedding.engine.ModelInUseException;
import io.trovex.embedding.engine.ModelMemoryException;
import io.trovex.embedding.model.ModelRefusedException;
import io.trovex.embedding.model.UnknownModelException;
import io.trovex.stage.web.ProblemException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;

/** Says as a problem why a model cannot be had. */
final class ModelProblems {
    static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final String UNKNOWN = "model_not_found";

    private ModelProblems() {}

    /** A step that may need a model loaded. */
    @FunctionalInterface
    interface Step<T> {
        T run();
    }

    static <T> T around(Step<T> step) {
        try {
            return step.run();
        } catch (UnknownModelException e) {
            throw unknown(e, List.of());
        } catch (ModelRefusedException e) {
            throw ProblemException.of(HttpStatus.CONFLICT, "model_refused", String.valueOf(e.getMessage()));
        } catch (ModelMemoryException e) {
            throw ProblemException.of(HttpStatus.CONFLICT, "model_memory_exceeded", String.valueOf(e.getMessage()));
        } catch (ModelInUseException e) {
            throw ProblemException.of(HttpStatus.CONFLICT, "model_in_use", String.valueOf(e.getMessage()));
        } catch (EngineClosedException e) {
            throw closed(e);
        }
    }

    /** Of a model that a request names in its body. */
    static ProblemException unknown(UnknownModelException e, String field) {
        return unknown(e, List.of(new Violation(field, UNKNOWN, String.valueOf(e.getMessage()))));
    }

    private static ProblemException unknown(UnknownModelException e, List<Violation> violations) {
        return ProblemException.of(HttpStatus.NOT_FOUND, UNKNOWN, String.valueOf(e.getMessage()), violations);
    }

    static ProblemException closed(EngineClosedException e) {
        return ProblemException.unavailable("embedder_closed", "the embedder is shutting down", RETRY_AFTER, e);
    }
}
