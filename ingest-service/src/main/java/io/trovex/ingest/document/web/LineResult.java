package io.trovex.ingest.document.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.Violation;
import io.trovex.ingest.answer.SettledAnswers;
import io.trovex.ingest.status.DocumentLife;
import io.trovex.ingest.status.Status;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one line of a bulk request.
 *
 * @param status as an HTTP status
 * @param outcome how the version settled, for those who wait
 * @param retryAfter seconds, for a line that the saturated pipeline did not take
 * @param timedOut true when the wait ended before it had
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LineResult(
        @JsonProperty("line") long line,
        @JsonProperty("doc_id") @Nullable String docId,
        @JsonProperty("version") @Nullable Long version,
        @JsonProperty("status") int status,
        @JsonProperty("outcome") @Nullable Status outcome,
        @JsonProperty("timed_out") @Nullable Boolean timedOut,
        @JsonProperty("code") @Nullable String code,
        @JsonProperty("detail") @Nullable String detail,
        @JsonProperty("field") @Nullable String field,
        @JsonProperty("violations") @Nullable List<Violation> violations,
        @JsonProperty("retry_after") @Nullable Long retryAfter) {

    static LineResult accepted(long line, String docId, long version) {
        return new LineResult(line, docId, version, 202, null, null, null, null, null, null, null);
    }

    static LineResult timedOut(long line, String docId, long version) {
        return new LineResult(line, docId, version, 202, null, true, null, null, null, null, null);
    }

    static LineResult settled(long line, DocumentLife life) {
        return life.status().isFailure()
                ? refused(line, life.docId(), life.version(), life.status(), SettledAnswers.violations(life))
                : new LineResult(
                        line, life.docId(), life.version(), 200, life.status(), null, null, null, null, null, null);
    }

    static LineResult refused(long line, List<Violation> violations) {
        return refused(line, null, null, null, violations);
    }

    /** @param status as an HTTP status */
    static LineResult failed(long line, int status, String code, String detail) {
        return new LineResult(line, null, null, status, null, null, code, detail, null, null, null);
    }

    /** Not accepted; the client sends it again after a while. */
    static LineResult saturated(long line, String detail, Duration retryAfter) {
        return new LineResult(
                line,
                null,
                null,
                429,
                null,
                null,
                DocumentIntake.PIPELINE_SATURATED,
                detail,
                null,
                null,
                retryAfter.toSeconds());
    }

    /** Neither accepted nor refused: the client sends it again. */
    static LineResult unavailable(long line, String docId, long version) {
        return new LineResult(
                line,
                docId,
                version,
                503,
                null,
                null,
                DocumentIntake.LOG_UNAVAILABLE,
                "the log did not take it; send it again",
                null,
                null,
                null);
    }

    /** Whether this line was refused because too much is in flight. */
    boolean isSaturated() {
        return status == 429;
    }

    /** The same for another line. */
    LineResult atLine(long other) {
        return new LineResult(
                other, docId, version, status, outcome, timedOut, code, detail, field, violations, retryAfter);
    }

    private static LineResult refused(
            long line,
            @Nullable String docId,
            @Nullable Long version,
            @Nullable Status outcome,
            List<Violation> violations) {
        Violation first = violations.getFirst();
        return new LineResult(
                line,
                docId,
                version,
                422,
                outcome,
                null,
                first.code(),
                first.detail(),
                first.field(),
                violations.size() > 1 ? violations : null,
                null);
    }
}
