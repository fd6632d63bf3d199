package io.trovex.stage;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Up when every listener runs and has joined its group; part of readiness, never of liveness. */
class ListenersHealthIndicator implements HealthIndicator {
    private final KafkaListenerEndpointRegistry listeners;

    ListenersHealthIndicator(KafkaListenerEndpointRegistry listeners) {
        this.listeners = listeners;
    }

    @Override
    public Health health() {
        List<String> waiting = new ArrayList<>();
        for (MessageListenerContainer container : listeners.getListenerContainers()) {
            var assigned = container.getAssignedPartitions();
            if (!container.isRunning() || assigned == null || assigned.isEmpty()) {
                waiting.add(String.valueOf(container.getListenerId()));
            }
        }
        return waiting.isEmpty()
                ? Health.up().build()
                : Health.outOfService().withDetail("not_assigned", waiting).build();
    }
}
