package io.trovex.ingest.document.web;

import io.trovex.contracts.Violation;
import io.trovex.ingest.idempotency.IdempotencyKey;
import io.trovex.stage.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** {@code Idempotency-Key} of a request. */
final class IdempotencyHeader {
    static final String NAME = "Idempotency-Key";

    private IdempotencyHeader() {}

    /** @throws ProblemException 400 if it is none, or more than one */
    static Optional<IdempotencyKey> of(HttpServletRequest request) {
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

    /** @throws ProblemException 400 if there is one: an answer of any length cannot be kept */
    static void refuse(HttpServletRequest request) {
        if (request.getHeader(NAME) != null) {
            throw ProblemException.of(
                    HttpStatus.BAD_REQUEST,
                    "idempotency_key_not_supported",
                    "Idempotency-Key is for one document; give each line a doc_id and a version, and it may be sent "
                            + "any number of times.",
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
