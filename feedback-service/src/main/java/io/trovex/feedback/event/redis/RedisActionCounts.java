package io.trovex.feedback.event.redis;

import io.trovex.contracts.FeedbackReceived;
import io.trovex.feedback.FeedbackProperties;
import io.trovex.feedback.event.ActionCounts;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * One hash for each document, one key with a time to live for each event that was counted. A poll is one script, so no
 * event is marked without being counted. One Redis node or a primary with replicas: a poll's keys share no slot.
 */
@Component
class RedisActionCounts implements ActionCounts {
    private static final String DOCUMENT = "trovex:feedback:document:";
    private static final String EVENT = "trovex:feedback:event:";
    private static final RedisScript<Long> COUNT =
            RedisScript.of(TextFile.beside(RedisActionCounts.class, "count.lua"), Long.class);

    private final StringRedisTemplate redis;
    private final String rememberedForMs;

    RedisActionCounts(StringRedisTemplate redis, FeedbackProperties properties) {
        this.redis = redis;
        this.rememberedForMs = String.valueOf(properties.rememberedFor().toMillis());
    }

    @Override
    public int count(List<FeedbackReceived> events) {
        List<String> keys = new ArrayList<>();
        List<String> arguments = new ArrayList<>(List.of(rememberedForMs));
        for (FeedbackReceived event : events) {
            keys.add(EVENT + event.feedbackId());
            keys.add(DOCUMENT + event.objectId());
            arguments.add(event.actionName());
        }
        try {
            return Math.toIntExact(redis.execute(COUNT, keys, arguments.toArray()));
        } catch (DataAccessException e) {
            throw away(e);
        }
    }

    @Override
    public Map<String, Long> of(String docId) {
        try {
            Map<String, Long> counts = new TreeMap<>();
            redis.<String, String>opsForHash()
                    .entries(DOCUMENT + docId)
                    .forEach((action, count) -> counts.put(action, Long.valueOf(count)));
            return counts;
        } catch (DataAccessException e) {
            throw away(e);
        }
    }

    /** Whatever Redis says, no event is to blame. */
    private static DependencyUnavailableException away(DataAccessException cause) {
        return new DependencyUnavailableException("Redis does not keep the counts", cause);
    }
}
