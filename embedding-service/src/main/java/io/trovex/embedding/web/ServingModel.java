package io.trovex.embedding.web;

import io.trovex.contracts.Generation;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.generation.GenerationLife;
import io.trovex.stage.generation.Generations;
import io.trovex.stage.generation.kafka.GenerationLog;
import io.trovex.stage.web.ProblemException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The model of the generation that serves; before there is any, the configured one's. */
@Component
class ServingModel {
    private final GenerationLog log;
    private final Generation configured;

    ServingModel(GenerationLog log, Generation configured) {
        this.log = log;
        this.configured = configured;
    }

    /**
     * Its id.
     *
     * @throws ProblemException 503 if the log does not tell
     */
    String id() {
        try {
            return id(log.complete());
        } catch (DependencyUnavailableException e) {
            throw ProblemException.unavailable(
                    "generations_unknown",
                    "which generation serves is not known yet; name a model",
                    ModelProblems.RETRY_AFTER,
                    e);
        }
    }

    /** Whether it is this one, as far as it is known. */
    boolean is(String model) {
        return log.isCaughtUp() && id(log.generations()).equals(model);
    }

    private String id(Generations generations) {
        return Optional.ofNullable(generations.serving())
                .flatMap(generations::find)
                .map(GenerationLife::generation)
                .orElse(configured)
                .model();
    }
}
