package io.trovex.stage.web;

import io.trovex.contracts.Violation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A request cannot be served, said so that its sender can act: becomes an RFC 9457 response. */
public class ProblemException extends RuntimeException {
    private final HttpStatus status;
    private final String code;
    private final List<Violation> violations;
    private final @Nullable Duration retryAfter;

    private ProblemException(
            HttpStatus status,
            String code,
            String detail,
            List<Violation> violations,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(detail, cause);
        this.status = status;
        this.code = code;
        this.violations = violations;
        this.retryAfter = retryAfter;
    }

    /** @param code stable, for programs */
    public static ProblemException of(HttpStatus status, String code, String detail) {
        return new ProblemException(status, code, detail, List.of(), null, null);
    }

    /** @param violations what the sender has to mend, at least one */
    public static ProblemException of(HttpStatus status, String code, String detail, List<Violation> violations) {
        return new ProblemException(status, code, detail, violations, null, null);
    }

    /** 422 for one field. */
    public static ProblemException invalid(String field, String code, String detail) {
        return invalid(List.of(new Violation(field, code, detail)));
    }

    /** 422 with every reason; code, detail and field are those of the first. */
    public static ProblemException invalid(List<Violation> violations) {
        Violation first = violations.getFirst();
        return new ProblemException(
                HttpStatus.UNPROCESSABLE_CONTENT, first.code(), first.detail(), violations, null, null);
    }

    /** 503: come back after {@code retryAfter}. */
    public static ProblemException unavailable(
            String code, String detail, Duration retryAfter, @Nullable Throwable cause) {
        return new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, code, detail, List.of(), retryAfter, cause);
    }

    /** 409: ask again after {@code retryAfter}. */
    public static ProblemException conflict(String code, String detail, Duration retryAfter) {
        return new ProblemException(HttpStatus.CONFLICT, code, detail, List.of(), retryAfter, null);
    }

    /** 429: come back after {@code retryAfter}. */
    public static ProblemException saturated(String code, String detail, Duration retryAfter) {
        return new ProblemException(HttpStatus.TOO_MANY_REQUESTS, code, detail, List.of(), retryAfter, null);
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Violation> violations() {
        return violations;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
