package io.trovex.ingest.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as JSON shows them: text where they are text, base64 where they are not.
 *
 * @param truncated true if there are more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Bytes(
        @JsonProperty("text") @Nullable String text,
        @JsonProperty("base64") @Nullable String base64,
        @JsonProperty("truncated") @Nullable Boolean truncated) {
    private static final int LONGEST_CHARACTER = 4;

    /** All of them; null for none. */
    public static @Nullable Bytes of(byte @Nullable [] bytes) {
        return first(bytes, Integer.MAX_VALUE);
    }

    /** The first {@code limit} at most, cut between characters. */
    public static @Nullable Bytes first(byte @Nullable [] bytes, int limit) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length <= limit) {
            String text = text(bytes, bytes.length);
            return new Bytes(text, text == null ? Base64.getEncoder().encodeToString(bytes) : null, null);
        }
        for (int length = limit; length > Math.max(0, limit - LONGEST_CHARACTER); length--) {
            String text = text(bytes, length);
            if (text != null) {
                return new Bytes(text, null, true);
            }
        }
        return new Bytes(null, Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, limit)), true);
    }

    private static @Nullable String text(byte[] bytes, int length) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
            return text.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t') ? text : null;
        } catch (CharacterCodingException _) {
            return null;
        }
    }
}
