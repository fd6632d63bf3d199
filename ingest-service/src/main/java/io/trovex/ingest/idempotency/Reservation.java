package io.trovex.ingest.idempotency;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a key.
 *
 * @param fingerprint of the body that came with it first
 * @param holder the attempt under way, unique
 * @param heldUntil after which the attempt counts as dead
 * @param answer present once the log has the document
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reservation(
        @JsonProperty("fingerprint") String fingerprint,
        @JsonProperty("identity") Identity identity,
        @JsonProperty("holder") String holder,
        @JsonProperty("held_until") Instant heldUntil,
        @JsonProperty("answer") @Nullable Answer answer) {

    /** The same document in another attempt. */
    Reservation takenBy(String newHolder, Instant until) {
        return new Reservation(fingerprint, identity, newHolder, until, null);
    }

    Reservation answered(Answer given) {
        return new Reservation(fingerprint, identity, holder, heldUntil, given);
    }

    /** Open to the next attempt at once. */
    Reservation released() {
        return new Reservation(fingerprint, identity, holder, Instant.EPOCH, null);
    }

    @JsonIgnore
    boolean isHeldAt(Instant now) {
        return now.isBefore(heldUntil);
    }
}
