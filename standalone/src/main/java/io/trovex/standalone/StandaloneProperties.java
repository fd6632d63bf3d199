package io.trovex.standalone;

import java.util.HashMap;
import java.util.Map;

/** What the services are told when they run together: where things are, and to be quiet. */
final class StandaloneProperties {

    private StandaloneProperties() {}

    /** As command-line arguments, which win over everything else. */
    static String[] arguments(PipelineSettings settings, DataDirectory data, BackingServers servers, int dimension) {
        Map<String, String> properties = new HashMap<>();
        properties.put("spring.application.name", "trovex");
        properties.put("server.address", "127.0.0.1");
        properties.put("server.port", String.valueOf(settings.port()));
        properties.put("spring.kafka.bootstrap-servers", servers.bootstrapServers());
        // the gate does it, when the broker is there
        properties.put("spring.kafka.admin.auto-create", "false");
        // whoever asks before is soon to ask again
        properties.put("spring.kafka.properties.reconnect.backoff.max.ms", "200");
        // a consumer takes its partitions back at once, also after a kill, instead of after its predecessor's session
        properties.put("spring.kafka.consumer.properties.group.instance.id", "trovex");
        properties.put("spring.data.redis.repositories.enabled", "false");
        properties.put("spring.data.redis.host", "127.0.0.1");
        properties.put("spring.data.redis.port", String.valueOf(servers.redisPort()));
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", "3s");
        properties.put("trovex.generation.model", settings.model());
        properties.put("trovex.generation.dimension", String.valueOf(dimension));
        properties.put("trovex.objects.directory", data.resolve("objects").toString());
        properties.put("trovex.index.directory", data.resolve("index").toString());
        properties.put("trovex.index.snapshots", data.resolve("snapshots").toString());
        properties.put("trovex.embedding.models", data.resolve("models").toString());
        properties.put("trovex.embedding.graphs", data.resolve("graphs").toString());
        properties.put(
                "trovex.embedding.disk-cache.directory", data.resolve("vectors").toString());
        properties.putAll(logging(data));
        properties.putAll(settings.properties());
        return properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
    }

    private static Map<String, String> logging(DataDirectory data) {
        return Map.of(
                "logging.file.name", data.resolve("logs").resolve("trovex.log").toString(),
                "logging.structured.format.file", "logstash",
                "logging.threshold.console", "off",
                "logging.logback.rollingpolicy.max-file-size", "20MB",
                "logging.logback.rollingpolicy.max-history", "5",
                "logging.logback.rollingpolicy.total-size-cap", "200MB",
                "logging.level.kafka", "warn",
                "logging.level.state.change.logger", "error",
                "logging.level.org.springdoc", "error");
    }
}
