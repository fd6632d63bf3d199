package io.trovex.ingest.upload;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How much lies in the queue.
 *
 * @param queued tasks that are not done, those in hand included
 * @param inHand tasks that a worker has taken
 * @param deadLetters tasks that were given up
 * @param capacity of {@code queued}: above it, uploads are refused with 429
 */
public record QueueDepth(
        @JsonProperty("queued") long queued,
        @JsonProperty("in_hand") long inHand,
        @JsonProperty("dead_letters") long deadLetters,
        @JsonProperty("capacity") long capacity) {

    public boolean isFull() {
        return queued >= capacity;
    }
}
