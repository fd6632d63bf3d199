package io.trovex.ingest.idempotency;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What ingest gives a submission that brings no document id or version of its own. It stays with the key, so that a
 * repetition after an answer that never came asks for the same version of the same document.
 */
public record Identity(
        @JsonProperty("doc_id") String docId,
        @JsonProperty("version") long version) {}
