package io.trovex.stage;

import io.micrometer.tracing.Tracer;
import io.trovex.contracts.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/** Sends what a poll's records became, all together and in their order, and waits for the broker to have it. */
final class PollSends {
    private final String stage;
    private final KafkaTemplate<byte[], byte[]> kafka;
    private final EventRecords records;
    private final RecordTrace trace;
    private final DeadLetters deadLetters;

    PollSends(
            String stage,
            KafkaTemplate<byte[], byte[]> kafka,
            EventRecords records,
            RecordTrace trace,
            DeadLetters deadLetters) {
        this.stage = stage;
        this.kafka = kafka;
        this.records = records;
        this.trace = trace;
        this.deadLetters = deadLetters;
    }

    /** A result that the broker will never take (too large) makes its record a dead letter. */
    <E extends Event> void send(List<RecordStep<E>> steps) {
        List<Sent<E>> sent = new ArrayList<>(steps.size());
        for (RecordStep<E> step : steps) {
            ProducerRecord<byte[], byte[]> outgoing = outgoing(step);
            if (outgoing != null) {
                sent.add(new Sent<>(step, send(outgoing)));
            }
        }
        for (Sent<E> each : sent) {
            try {
                each.acknowledgement().join();
            } catch (CompletionException e) {
                if (each.step().result() instanceof Result.Reject || Fault.of(e) == Fault.DEPENDENCY) {
                    throw e;
                }
                each.step().unsendable(root(e));
                send(letter(each.step())).join();
            }
        }
    }

    /** The template throws at once what the producer refuses at once, such as a record too large. */
    private CompletableFuture<SendResult<byte[], byte[]>> send(ProducerRecord<byte[], byte[]> outgoing) {
        try {
            return kafka.send(outgoing);
        } catch (KafkaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private <E extends Event> @Nullable ProducerRecord<byte[], byte[]> outgoing(RecordStep<E> step) {
        return switch (step.result()) {
            case Result.Forward(String topic, Event event) -> {
                try (Tracer.SpanInScope _ = trace.enter(step.span())) {
                    yield records.record(topic, event, stage, step.origin());
                }
            }
            case Result.Reject _ -> letter(step);
            case Result.Done _ -> null;
        };
    }

    private <E extends Event> ProducerRecord<byte[], byte[]> letter(RecordStep<E> step) {
        try (Tracer.SpanInScope _ = trace.enter(step.span())) {
            return deadLetters.letter(step);
        }
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private record Sent<E extends Event>(
            RecordStep<E> step, CompletableFuture<SendResult<byte[], byte[]>> acknowledgement) {}
}
