package io.trovex.ingest;

import java.net.URI;
import java.util.Map;
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
}
