package io.trovex.stage;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Up when every listener runs and has joined its group, also where the group has more members than the topic has
 * partitions; part of readiness, never of liveness. Its details say what the stages wait for: a broken dependency takes
 * no traffic away, it is waited out.
 */
class ListenersHealthIndicator implements HealthIndicator {
    private final KafkaListenerEndpointRegistry listeners;
    private final Memberships memberships;
    private final DependencyWaits waits;

    ListenersHealthIndicator(KafkaListenerEndpointRegistry listeners, Memberships memberships, DependencyWaits waits) {
        this.listeners = listeners;
        this.memberships = memberships;
        this.waits = waits;
    }

    @Override
    public Health health() {
        List<String> outside = new ArrayList<>();
        for (MessageListenerContainer container : listeners.getListenerContainers()) {
            if (!container.isRunning() || !joined(container)) {
                outside.add(String.valueOf(container.getListenerId()));
            }
        }
        Health.Builder health =
                outside.isEmpty() ? Health.up() : Health.outOfService().withDetail("not_joined", outside);
        List<DependencyWaits.Wait> waiting = waits.current();
        return waiting.isEmpty()
                ? health.build()
                : health.withDetail("waiting", waiting).build();
    }

    private boolean joined(MessageListenerContainer container) {
        var assigned = container.getAssignedPartitions();
        String group = container.getGroupId();
        return (assigned != null && !assigned.isEmpty()) || (group != null && memberships.includes(group));
    }
}
