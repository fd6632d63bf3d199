package io.trovex.ingest.status.redis;

import io.trovex.ingest.status.Waiters;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Hears of settled versions from whichever replica projected them, and tells those who wait here. Starts without Redis
 * too, because documents are accepted without it, and listens as soon as it is there.
 */
@Component
class SettledSubscription implements SmartLifecycle {
    static final String CHANNEL = "trovex:documents:settled";

    private static final Logger LOG = LoggerFactory.getLogger(SettledSubscription.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final RedisMessageListenerContainer container = new RedisMessageListenerContainer();
    private final LifeJson json = new LifeJson();
    private volatile @Nullable Thread starting;

    SettledSubscription(RedisConnectionFactory connections, Waiters waiters) {
        container.setConnectionFactory(connections);
        container.addMessageListener(
                (message, _) -> json.many(message.getBody()).forEach(waiters::settled), ChannelTopic.of(CHANNEL));
        container.afterPropertiesSet();
    }

    @Override
    public void start() {
        starting = Thread.ofVirtual().name("settled-subscription").start(this::subscribe);
    }

    private void subscribe() {
        try {
            while (!subscribed()) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean subscribed() {
        try {
            container.start();
            return true;
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("cause", String.valueOf(e.getMessage())).log("cannot listen for settled versions");
            container.stop();
            return false;
        }
    }

    @Override
    public void stop() {
        Thread thread = starting;
        if (thread != null) {
            thread.interrupt();
            starting = null;
        }
        try {
            container.destroy();
        } catch (Exception e) {
            LOG.atWarn().setCause(e).log("the subscription did not end cleanly");
        }
    }

    @Override
    public boolean isRunning() {
        return starting != null;
    }
}
