package io.trovex.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A search as a client asks it.
 *
 * @param mode {@code hybrid}, {@code keyword} or {@code semantic}; the server's default when absent
 * @param source whose documents alone are searched; all when absent
 * @param clientId who asks: of one client, every search gets the same generation while another is tried
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchQuestion(
        @JsonProperty("query") String query,
        @JsonProperty("mode") @Nullable String mode,
        @JsonProperty("size") @Nullable Integer size,
        @JsonProperty("fusion") @Nullable String fusion,
        @JsonProperty("source") @Nullable String source,
        @JsonProperty("client_id") @Nullable String clientId) {

    public static SearchQuestion of(String query, @Nullable String mode, int size) {
        return new SearchQuestion(query, mode, size, null, null, null);
    }

    /** The same question to the documents of one source. */
    public SearchQuestion in(String onlySource) {
        return new SearchQuestion(query, mode, size, fusion, onlySource, clientId);
    }

    /** The same question, asked by this client. */
    public SearchQuestion by(String client) {
        return new SearchQuestion(query, mode, size, fusion, source, client);
    }
}
