package io.trovex.index.opensearch;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who writes and searches, to the cluster; sent with every request (RFC 7617). The password never shows in a log. */
public record Login(String username, String password) {
    String header() {
        String both = username + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Login[username=" + username + "]";
    }
}
