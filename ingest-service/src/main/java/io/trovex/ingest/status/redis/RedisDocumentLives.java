package io.trovex.ingest.status.redis;

import io.trovex.ingest.status.DocumentLife;
import io.trovex.ingest.status.DocumentLives;
import io.trovex.ingest.status.StatusUnavailableException;
import io.trovex.stage.TextFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * One string for each document. A poll is read at once, merged here and swapped in at once; what another replica has
 * changed meanwhile is merged again. One Redis node or a primary with replicas: a poll's keys share no slot.
 */
@Component
class RedisDocumentLives implements DocumentLives {
    private static final String KEY = "trovex:document:";
    private static final String REMEMBERED = "trovex:documents:remembered";
    private static final int MOST_AT_ONCE = 100;
    private static final String ABSENT = "";

    @SuppressWarnings("rawtypes") // a script's result type is a class token
    private static final RedisScript<List> SWAP =
            RedisScript.of(TextFile.beside(RedisDocumentLives.class, "swap.lua"), List.class);

    private final StringRedisTemplate redis;
    private final LifeJson json = new LifeJson();

    RedisDocumentLives(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public Optional<DocumentLife> find(String docId) {
        try {
            return Optional.ofNullable(redis.opsForValue().get(KEY + docId)).map(json::one);
        } catch (DataAccessException e) {
            throw new StatusUnavailableException(e);
        }
    }

    @Override
    public Collection<DocumentLife> merge(Collection<DocumentLife> events) {
        Map<String, DocumentLife> byKey = new LinkedHashMap<>();
        events.forEach(event -> byKey.merge(KEY + event.docId(), event, DocumentLife::merge));
        Map<String, DocumentLife> stored = new HashMap<>();
        try {
            while (!byKey.isEmpty()) {
                stored.putAll(swap(byKey));
                byKey.keySet().removeAll(stored.keySet());
            }
            tellOfSettled(events, stored);
            return stored.values();
        } catch (DataAccessException e) {
            throw new StatusUnavailableException(e);
        }
    }

    @Override
    public void remember(Collection<String> docIds, Instant since) {
        Set<TypedTuple<String>> times = docIds.stream()
                .map(docId -> TypedTuple.of(docId, (double) since.toEpochMilli()))
                .collect(Collectors.toSet());
        available(() -> redis.opsForZSet().addIfAbsent(REMEMBERED, times));
    }

    @Override
    public List<String> rememberedBefore(Instant moment) {
        return List.copyOf(Objects.requireNonNull(available(() ->
                redis.opsForZSet().rangeByScore(REMEMBERED, 0, (double) moment.toEpochMilli(), 0, MOST_AT_ONCE))));
    }

    @Override
    public void forget(Collection<String> docIds) {
        available(() -> redis.opsForZSet().remove(REMEMBERED, docIds.toArray()));
    }

    private static <T> @Nullable T available(Supplier<@Nullable T> access) {
        try {
            return access.get();
        } catch (DataAccessException e) {
            throw new StatusUnavailableException(e);
        }
    }

    /** Returns what is held now, without those keys that somebody else has changed meanwhile. */
    private Map<String, DocumentLife> swap(Map<String, DocumentLife> lives) {
        Map<String, String> held = held(List.copyOf(lives.keySet()));
        Map<String, DocumentLife> merged = new HashMap<>();
        List<String> changed = new ArrayList<>();
        List<String> expectedAndNew = new ArrayList<>();
        lives.forEach((key, life) -> {
            String before = held.getOrDefault(key, ABSENT);
            DocumentLife after = before.equals(ABSENT) ? life : json.one(before).merge(life);
            merged.put(key, after);
            String written = json.one(after);
            if (!written.equals(before)) {
                changed.add(key);
                expectedAndNew.add(before);
                expectedAndNew.add(written);
            }
        });
        if (!changed.isEmpty()) {
            List<?> lost = redis.execute(SWAP, changed, expectedAndNew.toArray());
            lost.forEach(merged::remove);
        }
        return merged;
    }

    private Map<String, String> held(List<String> keys) {
        List<? extends @Nullable String> values = redis.opsForValue().multiGet(keys);
        Map<String, String> held = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            String value = values.get(i);
            if (value != null) {
                held.put(keys.get(i), value);
            }
        }
        return held;
    }

    private void tellOfSettled(Collection<DocumentLife> events, Map<String, DocumentLife> stored) {
        List<DocumentLife> settled = events.stream()
                .filter(event -> event.status().isSettled())
                .map(event -> {
                    DocumentLife held = stored.getOrDefault(KEY + event.docId(), event);
                    return held.isSameSubmission(event) ? held : event;
                })
                .toList();
        if (!settled.isEmpty()) {
            redis.convertAndSend(SettledSubscription.CHANNEL, json.many(settled));
        }
    }
}
