package io.trovex.stage;

import io.micrometer.tracing.Span;
import io.trovex.contracts.Event;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Origin;
import io.trovex.contracts.Topics;
import io.trovex.contracts.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** One record on its way through a poll: its span, its event, and what became of it. */
final class RecordStep<E extends Event> {
    private final ConsumerRecord<byte[], byte[]> record;
    private final Span span;
    private @Nullable Incoming<E> incoming;
    private @Nullable Result result;
    private @Nullable Throwable failure;
    private Attempt attempt;
    private long nanos;

    RecordStep(ConsumerRecord<byte[], byte[]> record, Span span, Attempt attempt) {
        this.record = record;
        this.span = span;
        this.attempt = attempt;
    }

    /** A record that is not the promised event is rejected at once. */
    void decode(EventCodec codec, Class<E> type) {
        attempt(() -> {
            byte[] value = record.value();
            if (value == null) {
                throw new MalformedEventException("the record has no value");
            }
            incoming = new Incoming<>(codec.decode(value, type), origin(), record);
            return null;
        });
    }

    /** Runs {@code work}; a data fault becomes a rejection, a dependency fault escapes. */
    void attempt(Supplier<@Nullable Result> work) {
        long start = System.nanoTime();
        try {
            result = work.get();
        } catch (RuntimeException | Error e) {
            if (Fault.of(e) == Fault.DEPENDENCY) {
                throw e;
            }
            span.error(e);
            failure = e;
            result = new Result.Reject(List.of(violation(e)));
        } finally {
            nanos += System.nanoTime() - start;
        }
    }

    /** The function runs once more, on this record alone. */
    void again() {
        attempt = new Attempt(attempt.number() + 1, attempt.firstFailure());
    }

    void settle(Result result) {
        this.result = result;
    }

    /** The broker never takes what the record became. */
    void unsendable(Throwable failure) {
        this.failure = failure;
        String detail = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        settle(new Result.Reject(List.of(new Violation("", "unsendable_result", detail))));
    }

    boolean open() {
        return result == null;
    }

    ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    Span span() {
        return span;
    }

    Incoming<E> incoming() {
        return Objects.requireNonNull(incoming, "decoded");
    }

    Result result() {
        return Objects.requireNonNull(result, "settled");
    }

    /** What the function threw; null where it gave its reasons itself. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    Attempt attempt() {
        return attempt;
    }

    long nanos() {
        return nanos;
    }

    Origin origin() {
        if (record.topic().equals(Topics.DOCUMENTS_SUBMITTED)) {
            return new Origin(record.partition(), record.offset());
        }
        Header header = record.headers().lastHeader(Headers.ORIGIN);
        if (header == null) {
            return new Origin(record.partition(), record.offset());
        }
        try {
            return Origin.parse(new String(header.value(), StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            throw new MalformedEventException("header origin is not partition:offset", e);
        }
    }

    private static Violation violation(Throwable e) {
        String code = e instanceof DataFaultException fault ? fault.code() : "stage_failed";
        String detail = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new Violation("", code, detail);
    }
}
