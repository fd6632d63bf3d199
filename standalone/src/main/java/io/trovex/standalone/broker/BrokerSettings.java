package io.trovex.standalone.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The settings of a broker that is alone and small. */
final class BrokerSettings {
    static final int NODE_ID = 1;

    private static final String LONGEST_RECORD = String.valueOf(16 << 20);

    private BrokerSettings() {}

    static Properties of(Path directory, int port, int controllerPort, int advertisedPort) {
        Properties settings = new Properties();
        settings.putAll(node(directory, port, controllerPort, advertisedPort));
        settings.putAll(ALONE);
        settings.putAll(SMALL);
        return settings;
    }

    private static Map<String, String> node(Path directory, int port, int controllerPort, int advertisedPort) {
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                String.valueOf(NODE_ID),
                "controller.quorum.voters",
                NODE_ID + "@127.0.0.1:" + controllerPort,
                "listeners",
                "BROKER://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners",
                "BROKER://127.0.0.1:" + advertisedPort,
                "listener.security.protocol.map",
                "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "controller.listener.names",
                "CONTROLLER",
                "inter.broker.listener.name",
                "BROKER",
                "log.dirs",
                directory.toString(),
                "message.max.bytes",
                LONGEST_RECORD);
    }

    /** Nobody to replicate to, nobody to wait for. */
    private static final Map<String, String> ALONE = Map.ofEntries(
            Map.entry("default.replication.factor", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // after a kill the old session must end before the new one may begin (an orderly shutdown ends it at once)
            Map.entry("broker.session.timeout.ms", "4000"),
            Map.entry("broker.heartbeat.interval.ms", "500"));

    /** Shares a laptop with everything else. Segments are small enough that compaction has closed ones to work on. */
    private static final Map<String, String> SMALL = Map.ofEntries(
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("num.replica.fetchers", "1"),
            Map.entry("num.recovery.threads.per.data.dir", "2"),
            Map.entry("background.threads", "2"),
            Map.entry("log.segment.bytes", String.valueOf(64 << 20)),
            Map.entry("log.index.size.max.bytes", String.valueOf(1 << 20)),
            Map.entry("log.cleaner.threads", "1"),
            Map.entry("log.cleaner.dedupe.buffer.size", String.valueOf(16 << 20)),
            Map.entry("log.cleaner.io.buffer.size", String.valueOf(256 << 10)),
            Map.entry("metadata.log.segment.bytes", String.valueOf(16 << 20)));
}
