package io.trovex.stage.web;

import io.trovex.contracts.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Turns every exception that reaches the web layer into a problem response. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final Problems problems;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onProblem(ProblemException e) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (e.retryAfter() != null) {
            headers.set(
                    HttpHeaders.RETRY_AFTER,
                    String.valueOf(Math.max(1, e.retryAfter().toSeconds())));
        }
        return new ResponseEntity<>(problems.problem(e), headers, e.status());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onFailure(Exception e) {
        ProblemException fault = RequestFault.of(e);
        if (fault != null) {
            return onProblem(fault);
        }
        LOG.atError().setCause(e).log("request failed");
        return ResponseEntity.internalServerError()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.problem(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal_error",
                        "Trovex failed on this request; the trace id leads to the log.",
                        List.of()));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = e.getCause() instanceof JacksonException fault
                ? problems.problem(JsonFault.of(fault))
                : problems.problem(HttpStatus.BAD_REQUEST, "unreadable_body", JsonFault.UNREADABLE, List.of());
        return handleExceptionInternal(e, problem, headers, HttpStatus.valueOf(problem.getStatus()), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = switch (body) {
            case ProblemDetail detail -> detail;
            case null, default ->
                e instanceof ErrorResponse response ? response.getBody() : ProblemDetail.forStatus(status);
        };
        if (problem.getDetail() == null) {
            problem.setDetail(problem.getTitle());
        }
        if (problem.getProperties() == null || !problem.getProperties().containsKey("code")) {
            problems.complete(problem, Problems.code(status), violations(e));
        }
        HttpHeaders all = new HttpHeaders(headers);
        // whatever the client accepts: a refusal explains itself
        all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return super.handleExceptionInternal(e, problem, all, status, request);
    }

    private static List<Violation> violations(Exception e) {
        return e instanceof MethodArgumentTypeMismatchException mismatch
                ? List.of(new Violation(
                        mismatch.getName(), "wrong_type", "'" + mismatch.getValue() + "' is not valid here"))
                : List.of();
    }
}
