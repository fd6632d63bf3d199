package io.trovex.stage;

import io.trovex.contracts.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The stages of this process, each registered once by its listener. Thread-safe. */
public final class Stages {
    private final StageParts parts;
    private final Map<String, Stage<?>> byName = new ConcurrentHashMap<>();
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();

    Stages(StageParts parts) {
        this.parts = parts;
    }

    /**
     * @param name in logs, metrics, spans and dead letters
     * @param topic that it reads
     * @param input what the topic carries
     */
    public <E extends Event> StageDefinition<E> stage(String name, String topic, Class<E> input) {
        return new StageDefinition<>(new StageInput<>(name, topic, input), parts, this::register);
    }

    /** Empty when this process does not run the stage. */
    public Optional<Stage<?>> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @param follower runs after each stage that begins from now on */
    public void follow(Runnable follower) {
        followers.add(follower);
    }

    /** For a stage that ends before its process does. */
    public void forget(String name) {
        byName.remove(name);
    }

    /** What runs in this process, and what each waits for; consumers that are no stage appear while they wait. */
    public List<StageState> states() {
        Map<String, List<StageState.Waiting>> waits = new TreeMap<>();
        byName.keySet().forEach(name -> waits.put(name, new ArrayList<>()));
        parts.waits()
                .current()
                .forEach(wait -> waits.computeIfAbsent(wait.stage(), _ -> new ArrayList<>())
                        .add(StageState.Waiting.of(wait)));
        return waits.entrySet().stream()
                .map(stage -> new StageState(stage.getKey(), List.copyOf(stage.getValue())))
                .toList();
    }

    private void register(Stage<?> stage) {
        if (byName.putIfAbsent(stage.name(), stage) != null) {
            throw new IllegalStateException("two stages are called " + stage.name());
        }
        followers.forEach(Runnable::run);
    }
}
