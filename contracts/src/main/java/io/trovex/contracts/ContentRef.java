package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A body over the inline limit, kept in the object store.
 *
 * @param sha256 lower-case hex of the stored bytes, which is also their address
 * @param bytes length of the stored UTF-8 text
 */
public record ContentRef(
        @JsonProperty("sha256") String sha256,
        @JsonProperty("bytes") long bytes) {}
