package io.trovex.standalone;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a pipeline starts from.
 *
 * @param port of HTTP on 127.0.0.1; 0 for any
 * @param data directory of the log, the index, the objects and the logs; made when missing
 * @param model id of the embedding model
 * @param properties further Spring properties
 */
public record PipelineSettings(int port, Path data, String model, Map<String, String> properties) {
    public static final String DEFAULT_MODEL = "all-minilm-l6-v2-int8-fused";

    /** Any free port and the default model. */
    public static PipelineSettings in(Path data) {
        return new PipelineSettings(0, data, DEFAULT_MODEL, Map.of());
    }

    public PipelineSettings withPort(int port) {
        return new PipelineSettings(port, data, model, properties);
    }

    public PipelineSettings withModel(String model) {
        return new PipelineSettings(port, data, model, properties);
    }
}
