package io.trovex.standalone;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;

/** Holds the listeners back until broker and Redis are there and the topics exist. */
final class BackingServersGate implements SmartLifecycle {
    private final BackingServers servers;
    private final KafkaAdmin admin;
    private volatile boolean running;

    BackingServersGate(BackingServers servers, KafkaAdmin admin) {
        this.servers = servers;
        this.admin = admin;
    }

    @Override
    public void start() {
        servers.await();
        admin.initialize();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
