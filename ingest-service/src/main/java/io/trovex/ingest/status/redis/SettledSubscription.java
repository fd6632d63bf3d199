package io.trovex.ingest.status.redis;

import io.trovex.ingest.status.Waiters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

/** Hears of settled versions from whichever replica projected them, and tells those who wait here. */
@Configuration(proxyBeanMethods = false)
class SettledSubscription {
    static final String CHANNEL = "trovex:documents:settled";

    @Bean
    RedisMessageListenerContainer settledMessages(RedisConnectionFactory connections, Waiters waiters) {
        LifeJson json = new LifeJson();
        RedisMessageListenerContainer container = new RedisMessageListenerContainer();
        container.setConnectionFactory(connections);
        container.addMessageListener(
                (message, _) -> json.many(message.getBody()).forEach(waiters::settled), ChannelTopic.of(CHANNEL));
        return container;
    }
}
