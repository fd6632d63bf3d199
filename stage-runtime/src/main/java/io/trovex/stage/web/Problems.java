package io.trovex.stage.web;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.trovex.contracts.Violation;
import java.util.List;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Writes problem bodies: status, {@code code}, {@code detail}, {@code trace_id}, {@code field}, {@code violations}. */
final class Problems {
    private final Tracer tracer;

    Problems(Tracer tracer) {
        this.tracer = tracer;
    }

    ProblemDetail problem(HttpStatusCode status, String code, String detail, List<Violation> violations) {
        return complete(ProblemDetail.forStatusAndDetail(status, detail), code, violations);
    }

    ProblemDetail complete(ProblemDetail problem, String code, List<Violation> violations) {
        problem.setProperty("code", code);
        Span span = tracer.currentSpan();
        if (span != null) {
            problem.setProperty("trace_id", span.context().traceId());
        }
        if (!violations.isEmpty()) {
            problem.setProperty("field", violations.getFirst().field());
            problem.setProperty("violations", violations);
        }
        return problem;
    }
}
