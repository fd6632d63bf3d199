package io.trovex.stage;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.trovex.contracts.Headers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Carries W3C trace context through record headers: exactly one {@code traceparent} each. */
final class RecordTrace {
    private static final Pattern WELL_FORMED = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final Tracer tracer;
    private final Propagator propagator;

    RecordTrace(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** A span that continues the record's trace, or starts one. */
    Span continueFrom(org.apache.kafka.common.header.Headers headers, String name) {
        return propagator
                .extract(headers, RecordTrace::header)
                .name(name)
                .kind(Span.Kind.CONSUMER)
                .start();
    }

    Tracer.SpanInScope enter(Span span) {
        return tracer.withSpan(span);
    }

    /** Writes the current span's context, replacing what is there. */
    void inject(org.apache.kafka.common.header.Headers headers) {
        Span span = tracer.currentSpan();
        if (span != null) {
            propagator.inject(span.context(), headers, RecordTrace::replace);
        }
    }

    /** Leaves one {@code traceparent}: the one that is read, or the current span's where none can be. */
    void leaveOne(org.apache.kafka.common.header.Headers headers) {
        String own = header(headers, Headers.TRACEPARENT);
        headers.remove(Headers.TRACEPARENT);
        if (own != null && WELL_FORMED.matcher(own).matches()) {
            headers.add(Headers.TRACEPARENT, own.getBytes(StandardCharsets.UTF_8));
        } else {
            inject(headers);
        }
    }

    private static void replace(org.apache.kafka.common.header.@Nullable Headers headers, String name, String value) {
        if (headers != null && name.equals(Headers.TRACEPARENT)) {
            headers.remove(name);
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static @Nullable String header(org.apache.kafka.common.header.Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
