package io.trovex.ingest.answer;

import io.trovex.contracts.Violation;
import io.trovex.ingest.idempotency.IdempotencyKey;
import io.trovex.stage.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** {@code Idempotency-Key} of a request. */
public final class IdempotencyHeader {
    public static final String NAME = "Idempotency-Key";

    private IdempotencyHeader() {}

    /** @throws ProblemException 400 if it is none, or more than one */
    public static Optional<IdempotencyKey> of(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders(NAME));
        if (values.size() > 1) {
            throw malformed("there must be one Idempotency-Key at most");
        }
        try {
            return values.stream().findFirst().map(IdempotencyKey::parse);
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    /**
     * For requests with several documents: an answer of any length cannot be kept.
     *
     * @param instead what their client can do
     * @throws ProblemException 400 if there is one
     */
    public static void refuse(HttpServletRequest request, String instead) {
        if (request.getHeader(NAME) != null) {
            throw ProblemException.of(
                    HttpStatus.BAD_REQUEST,
                    "idempotency_key_not_supported",
                    "Idempotency-Key is for one document; " + instead + ".",
                    List.of(new Violation(NAME, "idempotency_key_not_supported", "not supported here")));
        }
    }

    private static ProblemException malformed(String detail) {
        return ProblemException.of(
                HttpStatus.BAD_REQUEST,
                "malformed_idempotency_key",
                detail,
                List.of(new Violation(NAME, "malformed_idempotency_key", detail)));
    }
}
