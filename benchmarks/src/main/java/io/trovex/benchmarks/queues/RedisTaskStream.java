package io.trovex.benchmarks.queues;

import io.lettuce.core.Consumer;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAutoClaimArgs;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A stream with a consumer group, as uploads use it: what was acknowledged is deleted, what was abandoned claimed. */
final class RedisTaskStream implements TaskQueue {
    private static final String STREAM = "tasks";
    private static final String GROUP = "workers";
    private static final int MOST = 100;

    private final Duration claimAfter;
    private final Consumer<String> consumer =
            Consumer.from(GROUP, UUID.randomUUID().toString());
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> producer;
    private final RedisCommands<String, String> commands;
    private List<String> taken = List.of();

    RedisTaskStream(int port, Duration claimAfter) {
        this.claimAfter = claimAfter;
        client = RedisClient.create(RedisURI.create("127.0.0.1", port));
        producer = client.connect();
        commands = client.connect().sync();
        try {
            String _ =
                    commands.xgroupCreate(StreamOffset.from(STREAM, "0"), GROUP, XGroupCreateArgs.Builder.mkstream());
        } catch (RedisCommandExecutionException e) {
            if (!String.valueOf(e.getMessage()).contains("BUSYGROUP")) {
                throw e;
            }
        }
    }

    @Override
    public CompletableFuture<?> put(String task) {
        return producer.async().xadd(STREAM, Map.of("task", task)).toCompletableFuture();
    }

    @Override
    public List<String> take() {
        List<StreamMessage<String, String>> messages = commands.xautoclaim(
                        STREAM,
                        new XAutoClaimArgs<String>()
                                .consumer(consumer)
                                .minIdleTime(claimAfter)
                                .startId("0-0")
                                .count(MOST))
                .getMessages();
        if (messages.isEmpty()) {
            messages = next();
        }
        taken = messages.stream().map(StreamMessage::getId).toList();
        return tasks(messages);
    }

    @SuppressWarnings("unchecked") // an array of one offset
    private List<StreamMessage<String, String>> next() {
        return commands.xreadgroup(
                consumer, XReadArgs.Builder.count(MOST).block(500), StreamOffset.lastConsumed(STREAM));
    }

    @Override
    public void acknowledge() {
        if (!taken.isEmpty()) {
            String[] ids = taken.toArray(String[]::new);
            long _ = commands.xack(STREAM, GROUP, ids);
            long _ = commands.xdel(STREAM, ids);
        }
    }

    @Override
    public List<String> readAll() {
        return tasks(commands.xrange(STREAM, Range.unbounded()));
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }

    private static List<String> tasks(List<StreamMessage<String, String>> messages) {
        List<String> tasks = new ArrayList<>(messages.size());
        for (StreamMessage<String, String> message : messages) {
            tasks.add(String.valueOf(message.getBody().get("task")));
        }
        return tasks;
    }
}
