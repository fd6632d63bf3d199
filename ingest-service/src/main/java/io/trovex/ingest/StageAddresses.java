package io.trovex.ingest;

import io.trovex.contracts.StageNames;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the stages answer that other processes run.
 *
 * @param stages base URL of the service of each stage: validation, embedding, index, feedback
 */
@ConfigurationProperties("trovex.ingest")
public record StageAddresses(@DefaultValue Map<String, URI> stages) {

    public StageAddresses {
        stages = Map.copyOf(stages);
    }

    /** Where a stage answers: every generation's at the service of its kind. */
    public Optional<URI> of(String stage) {
        return Optional.ofNullable(stages.getOrDefault(stage, stages.get(StageNames.kind(stage))));
    }
}
