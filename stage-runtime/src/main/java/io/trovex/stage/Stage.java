package io.trovex.stage;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.trovex.contracts.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A stage of the pipeline: what it reads, and the function that it runs over polls. At least once: {@link #process}
 * returns when the broker has every result of the poll, so that offsets commit after it. A record that fails every time
 * goes to the dead letters and costs its neighbours nothing; a dependency fault escapes, and the same records are
 * offered again. Thread-safe.
 */
public final class Stage<E extends Event> {
    private final StageInput<E> input;
    private final Slicing<E> slicing;
    private final Working<E> working;
    private final Function<Incoming<E>, Result> judge;
    private final Runnable persist;
    private final StageParts parts;
    private final PollSends sends;
    private final StageLog log;
    private final LongAdder liveRecords = new LongAdder();

    Stage(
            StageInput<E> input,
            Slicing<E> slicing,
            Working<E> working,
            Function<Incoming<E>, Result> judge,
            Runnable persist,
            StageParts parts) {
        this.input = input;
        this.slicing = slicing;
        this.working = working;
        this.judge = judge;
        this.persist = persist;
        this.parts = parts;
        this.sends = parts.sends(input.stage());
        this.log = new StageLog(input.stage(), parts.meters());
    }

    public String name() {
        return input.stage();
    }

    public String topic() {
        return input.topic();
    }

    /** @throws StageHeldUpException if something it needs is away: nothing may be committed */
    public void process(List<ConsumerRecord<byte[], byte[]>> poll) {
        run(poll);
        liveRecords.add(poll.size());
    }

    /**
     * As {@link #process}, and the effects are durable too when it returns: a replay keeps its progress elsewhere than
     * the stage's effects.
     */
    public void replay(List<ConsumerRecord<byte[], byte[]>> poll) {
        run(poll);
        try {
            persist.run();
        } catch (RuntimeException e) {
            throw new StageHeldUpException(name(), Map.of(), e);
        }
    }

    /** How many records went through since the start, replays left out. */
    public long liveRecords() {
        return liveRecords.sum();
    }

    private void run(List<ConsumerRecord<byte[], byte[]>> poll) {
        MeterRegistry meters = parts.meters();
        Timer.Sample sample = Timer.start(meters);
        Map<TopicPartition, Long> passed = new HashMap<>();
        try {
            Iterator<ConsumerRecord<byte[], byte[]>> records = poll.iterator();
            while (records.hasNext()) {
                runSlice(records)
                        .forEach(record -> passed.put(
                                new TopicPartition(record.topic(), record.partition()), record.offset() + 1));
            }
        } catch (RuntimeException | Error e) {
            throw new StageHeldUpException(name(), passed, e);
        } finally {
            sample.stop(StageMeter.POLL.timer(meters, "stage", name()));
        }
    }

    /** Takes as many records as make a slice; when it returns, the broker has what they became. */
    private List<ConsumerRecord<byte[], byte[]>> runSlice(Iterator<ConsumerRecord<byte[], byte[]>> records) {
        List<RecordStep<E>> steps = new ArrayList<>();
        try {
            take(records, steps);
            working.run(steps.stream().filter(RecordStep::open).toList());
            sends.send(steps);
            parts.waits().passed();
            for (RecordStep<E> step : steps) {
                try (Tracer.SpanInScope _ = parts.trace().enter(step.span())) {
                    log.settled(step);
                }
            }
            return steps.stream().map(RecordStep::record).toList();
        } finally {
            steps.stream().map(RecordStep::span).forEach(Span::end);
        }
    }

    private void take(Iterator<ConsumerRecord<byte[], byte[]>> records, List<RecordStep<E>> steps) {
        Attempt attempt = parts.waits().attempt();
        long weight = 0;
        while (records.hasNext() && weight < slicing.enough()) {
            ConsumerRecord<byte[], byte[]> record = records.next();
            RecordStep<E> step =
                    new RecordStep<>(record, parts.trace().continueFrom(record.headers(), name()), attempt);
            steps.add(step);
            step.decode(parts.codec(), input.event());
            weight += step.open() ? slicing.weight().applyAsLong(step.incoming().event()) : 0;
        }
    }

    /**
     * What the stage would make of the record now. Nothing is sent, and no search sees anything of it.
     *
     * @throws StageHeldUpException if something it needs is away
     */
    public DryRun dryRun(ConsumerRecord<byte[], byte[]> record) {
        RecordStep<E> step = new RecordStep<>(record, Span.NOOP, parts.waits().attempt());
        try {
            step.decode(parts.codec(), input.event());
            if (step.open()) {
                step.attempt(() -> judge.apply(step.incoming()));
            }
        } catch (RuntimeException | Error e) {
            throw new StageHeldUpException(name(), Map.of(), e);
        }
        return DryRun.of(step.result());
    }
}
