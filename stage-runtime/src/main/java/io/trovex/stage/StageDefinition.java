package io.trovex.stage;

import io.trovex.contracts.Event;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** A stage in the making: its input is known, its function follows. */
public final class StageDefinition<E extends Event> {
    private final StageInput<E> input;
    private final StageParts parts;
    private final Consumer<Stage<E>> registry;
    private Runnable persist = () -> {};
    private Slicing<E> slicing = Slicing.none();

    StageDefinition(StageInput<E> input, StageParts parts, Consumer<Stage<E>> registry) {
        this.input = input;
        this.parts = parts;
        this.registry = registry;
    }

    /** @param effects makes durable what the function did elsewhere than in the log */
    public StageDefinition<E> persisting(Runnable effects) {
        persist = effects;
        return this;
    }

    /**
     * Cuts a poll into slices, each with the broker before the next one begins, so that a poll of long records fits into
     * memory. What has passed is not offered again when a later slice is held up.
     *
     * @param enough weight at which a slice ends
     * @param weight of a record
     */
    public StageDefinition<E> slicing(long enough, ToLongFunction<E> weight) {
        slicing = new Slicing<>(enough, weight);
        return this;
    }

    /** One record after the other, in the order of the poll; the function has no effect, so dry runs run it too. */
    public Stage<E> each(Function<Incoming<E>, Result> function) {
        return register(Working.each(parts.trace(), function), function);
    }

    /** As {@link #each}, every record on a virtual thread of its own; the results keep the order of the poll. */
    public Stage<E> concurrently(Function<Incoming<E>, Result> function) {
        return register(Working.concurrently(parts.trace(), function), function);
    }

    /**
     * The whole poll at once.
     *
     * @param function gives one result for each record, in their order; its effect must be idempotent, because a data
     *     fault that it throws makes it run again for each record alone
     * @param judge what the function would make of one record, without the effect
     */
    public Stage<E> together(Function<List<Incoming<E>>, List<Result>> function, Function<Incoming<E>, Result> judge) {
        return register(Working.together(parts.trace(), function), judge);
    }

    private Stage<E> register(Working<E> working, Function<Incoming<E>, Result> judge) {
        Stage<E> stage = new Stage<>(input, slicing, working, judge, persist, parts);
        registry.accept(stage);
        return stage;
    }
}
