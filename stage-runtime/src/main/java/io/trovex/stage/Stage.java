package io.trovex.stage;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.trovex.contracts.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Runs a stage's function over polls. At least once: a method returns when the broker has every result of the poll, so
 * that offsets commit after it. A record that fails every time goes to the dead letters and costs its neighbours
 * nothing; a dependency fault escapes, and the container offers the same poll again.
 */
public final class Stage<E extends Event> {
    private final String name;
    private final Class<E> input;
    private final EventCodec codec;
    private final RecordTrace trace;
    private final PollSends sends;
    private final StageLog log;
    private final MeterRegistry meters;

    Stage(String name, Class<E> input, EventCodec codec, RecordTrace trace, PollSends sends, MeterRegistry meters) {
        this.name = name;
        this.input = input;
        this.codec = codec;
        this.trace = trace;
        this.sends = sends;
        this.meters = meters;
        this.log = new StageLog(name, meters);
    }

    /** One record after the other, in the order of the poll. */
    public void processEach(List<ConsumerRecord<byte[], byte[]>> poll, Function<Incoming<E>, Result> function) {
        process(poll, steps -> steps.forEach(step -> apply(step, function)));
    }

    /** Each record on a virtual thread of its own; the results keep the order of the poll. */
    public void processConcurrently(List<ConsumerRecord<byte[], byte[]>> poll, Function<Incoming<E>, Result> function) {
        process(poll, steps -> {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> running = new ArrayList<>(steps.size());
                steps.forEach(step -> running.add(threads.submit(() -> apply(step, function))));
                running.forEach(Stage::await);
            }
        });
    }

    /**
     * The whole poll at once.
     *
     * @param function gives one result for each record, in their order; its effect must be idempotent, because a data
     *     fault that it throws makes it run again for each record alone
     */
    public void processTogether(
            List<ConsumerRecord<byte[], byte[]>> poll, Function<List<Incoming<E>>, List<Result>> function) {
        process(poll, steps -> {
            try {
                List<Incoming<E>> incoming =
                        steps.stream().map(RecordStep::incoming).toList();
                List<Result> results = incoming.isEmpty() ? List.of() : function.apply(incoming);
                for (int i = 0; i < results.size(); i++) {
                    steps.get(i).settle(results.get(i));
                }
            } catch (RuntimeException e) {
                if (Fault.of(e) == Fault.DEPENDENCY) {
                    throw e;
                }
                steps.forEach(
                        step -> apply(step, one -> function.apply(List.of(one)).getFirst()));
            }
        });
    }

    private void process(List<ConsumerRecord<byte[], byte[]>> poll, Consumer<List<RecordStep<E>>> work) {
        Timer.Sample sample = Timer.start(meters);
        List<RecordStep<E>> steps = new ArrayList<>(poll.size());
        try {
            for (ConsumerRecord<byte[], byte[]> record : poll) {
                RecordStep<E> step = new RecordStep<>(record, trace.continueFrom(record.headers(), name));
                steps.add(step);
                step.decode(codec, input);
            }
            work.accept(steps.stream().filter(RecordStep::open).toList());
            sends.send(steps);
            for (RecordStep<E> step : steps) {
                try (Tracer.SpanInScope _ = trace.enter(step.span())) {
                    log.settled(step);
                }
            }
        } finally {
            steps.stream().map(RecordStep::span).forEach(Span::end);
            sample.stop(StageMeter.POLL.timer(meters, "stage", name));
        }
    }

    private void apply(RecordStep<E> step, Function<Incoming<E>, Result> function) {
        try (Tracer.SpanInScope _ = trace.enter(step.span())) {
            step.attempt(() -> function.apply(step.incoming()));
        }
    }

    private static void await(Future<?> running) {
        try {
            running.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException("interrupted", e);
        }
    }
}
