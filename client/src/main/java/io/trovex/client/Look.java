package io.trovex.client;

import tools.jackson.databind.JsonNode;

/**
 * What a server said at one moment, be it good or bad.
 *
 * @param status of HTTP
 * @param body a missing node where it was no JSON
 */
public record Look(int status, JsonNode body) {

    public boolean found() {
        return status < 300;
    }
}
