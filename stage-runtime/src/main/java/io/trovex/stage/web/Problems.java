package io.trovex.stage.web;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.trovex.contracts.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.ServerHttpObservationFilter;

/** Writes problem bodies: status, {@code code}, {@code detail}, {@code trace_id}, {@code field}, {@code violations}. */
public final class Problems {
    private final Tracer tracer;

    Problems(Tracer tracer) {
        this.tracer = tracer;
    }

    /** The body of the answer that the exception stands for. */
    public ProblemDetail problem(ProblemException e) {
        return problem(e.status(), e.code(), e.detail(), e.violations());
    }

    ProblemDetail problem(HttpStatusCode status, String code, String detail, List<Violation> violations) {
        return complete(ProblemDetail.forStatusAndDetail(status, detail), code, violations);
    }

    ProblemDetail complete(ProblemDetail problem, String code, List<Violation> violations) {
        problem.setProperty("code", code);
        problem.setProperty("trace_id", traceId());
        if (!violations.isEmpty()) {
            problem.setProperty("field", violations.getFirst().field());
            problem.setProperty("violations", violations);
        }
        return problem;
    }

    /** Stable, for programs, where nothing says more than the status. */
    static String code(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null ? "http_" + status.value() : known.name().toLowerCase(Locale.ROOT);
    }

    /** The current span's, or the request's after its span has ended, or a new one for what came before any. */
    private String traceId() {
        Span span = tracer.currentSpan();
        if (span != null) {
            return span.context().traceId();
        }
        return requestSpan().map(ended -> ended.context().traceId()).orElseGet(() -> {
            Span refusal = tracer.nextSpan().name("refused request").start();
            refusal.end();
            return refusal.context().traceId();
        });
    }

    private static Optional<Span> requestSpan() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? ServerHttpObservationFilter.findObservationContext(attributes.getRequest())
                        .map(observed -> observed.<TracingContext>get(TracingContext.class))
                        .map(TracingContext::getSpan)
                : Optional.empty();
    }
}
