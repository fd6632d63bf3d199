package io.trovex.ingest.answer;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.ingest.IdempotencyProperties;
import io.trovex.ingest.IngestMeter;
import io.trovex.ingest.IngestProperties;
import io.trovex.ingest.document.DocumentIds;
import io.trovex.ingest.document.DocumentRequest;
import io.trovex.ingest.idempotency.Answer;
import io.trovex.ingest.idempotency.Claim;
import io.trovex.ingest.idempotency.IdempotencyKey;
import io.trovex.ingest.idempotency.IdempotentRequests;
import io.trovex.ingest.idempotency.Identity;
import io.trovex.ingest.idempotency.Reservation;
import io.trovex.ingest.idempotency.ReservationsUnavailableException;
import io.trovex.ingest.version.HybridLogicalClock;
import io.trovex.stage.web.ProblemException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Submits something once for each {@code Idempotency-Key}. Only an answer with which it is kept is remembered, be it good
 * or bad; while the keys' store is away the request is refused, because the promise could not be held.
 */
@Component
public class IdempotentAnswers {
    static final String REPLAYED = "Idempotent-Replayed";

    private static final Logger LOG = LoggerFactory.getLogger(IdempotentAnswers.class);
    private static final Duration UNDER_WAY_RETRY = Duration.ofSeconds(1);

    private final IdempotentRequests requests;
    private final DocumentIds ids;
    private final HybridLogicalClock versions;
    private final IngestProperties ingest;
    private final IdempotencyProperties properties;
    private final JsonMapper json;
    private final MeterRegistry meters;

    IdempotentAnswers(
            IdempotentRequests requests,
            DocumentIds ids,
            HybridLogicalClock versions,
            IngestProperties ingest,
            IdempotencyProperties properties,
            JsonMapper json,
            MeterRegistry meters) {
        this.requests = requests;
        this.ids = ids;
        this.versions = versions;
        this.ingest = ingest;
        this.properties = properties;
        this.json = json;
        this.meters = meters;
    }

    /** Keeps what a request brings, with the id and version that it is given, and answers. */
    @FunctionalInterface
    public interface Attempt {

        /** @throws ProblemException if it was not kept: the key is free again */
        ResponseEntity<Object> submit(DocumentRequest identified) throws InterruptedException;
    }

    /**
     * @param body tells requests apart
     * @param wait how long an attempt may take beyond its own work
     */
    public ResponseEntity<Object> answer(
            IdempotencyKey key, byte[] body, DocumentRequest document, Optional<WaitFor> wait, Attempt attempt)
            throws InterruptedException {
        Duration lease = wait.map(WaitFor::timeout).orElse(Duration.ZERO).plus(properties.lease());
        return switch (claim(key, fingerprint(body), document, lease)) {
            case Claim.Granted(Reservation mine) -> first(key, mine, document, attempt);
            case Claim.Answered(Answer answer) -> {
                count("replayed");
                yield response(answer, true);
            }
            case Claim.Reused() -> {
                count("reused");
                throw ProblemException.invalid(
                        "Idempotency-Key",
                        "idempotency_key_reused",
                        "This key came with another body before; another request needs another key.");
            }
            case Claim.UnderWay() -> {
                count("in_progress");
                throw ProblemException.conflict(
                        "idempotency_in_progress",
                        "The first request with this key is under way; its answer comes to the one who asks again.",
                        UNDER_WAY_RETRY);
            }
        };
    }

    private Claim claim(IdempotencyKey key, String fingerprint, DocumentRequest document, Duration lease) {
        try {
            return requests.claim(key, fingerprint, () -> identity(document), lease);
        } catch (ReservationsUnavailableException e) {
            count("unavailable");
            throw ProblemException.unavailable(
                    "idempotency_unavailable",
                    "The keys' store does not answer, so nobody can tell whether this request came before. "
                            + "Requests without Idempotency-Key are accepted.",
                    ingest.retryAfter(),
                    e);
        }
    }

    private Identity identity(DocumentRequest document) {
        return new Identity(
                document.docId() == null ? ids.next() : document.docId(),
                document.version() == null ? versions.next() : document.version());
    }

    private static DocumentRequest identified(DocumentRequest document, Identity identity) {
        return document.withDocId(identity.docId()).withVersion(identity.version());
    }

    private ResponseEntity<Object> first(
            IdempotencyKey key, Reservation mine, DocumentRequest document, Attempt attempt)
            throws InterruptedException {
        boolean taken = false;
        try {
            ResponseEntity<Object> response = attempt.submit(identified(document, mine.identity()));
            Answer answer = new Answer(
                    response.getStatusCode().value(),
                    String.valueOf(Objects.requireNonNull(response.getHeaders().getLocation())),
                    json.writeValueAsString(response.getBody()));
            taken = true;
            keep(key, mine, answer);
            count("first");
            return response(answer, false);
        } finally {
            if (!taken) {
                release(key, mine);
            }
        }
    }

    /** The answer goes out even if it cannot be kept: a repetition then submits the same version again. */
    private void keep(IdempotencyKey key, Reservation mine, Answer answer) {
        try {
            requests.answered(key, mine, answer);
        } catch (ReservationsUnavailableException e) {
            LOG.atWarn().setCause(e).log("an answer could not be kept under its idempotency key");
        }
    }

    private void release(IdempotencyKey key, Reservation mine) {
        try {
            requests.release(key, mine);
        } catch (ReservationsUnavailableException e) {
            LOG.atWarn().setCause(e).log("an idempotency key stays reserved until its lease ends");
        }
    }

    private static ResponseEntity<Object> response(Answer answer, boolean replayed) {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(HttpStatus.valueOf(answer.status()))
                .location(URI.create(answer.location()))
                .contentType(answer.status() < 400 ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_PROBLEM_JSON);
        if (replayed) {
            response.header(REPLAYED, "true");
        }
        return response.body(json(answer));
    }

    private static Object json(Answer answer) {
        return answer.body().getBytes(StandardCharsets.UTF_8);
    }

    private static String fingerprint(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void count(String result) {
        IngestMeter.IDEMPOTENT_REQUESTS.counter(meters, "result", result).increment();
    }
}
