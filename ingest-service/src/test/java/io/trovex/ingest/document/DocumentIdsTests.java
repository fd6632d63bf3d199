package io.trovex.ingest.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.Violation;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentIdsTests {
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final DocumentIds ids = new DocumentIds(() -> now, new Random(7));

    @Test
    void makesVersion7UuidsThatSortByTime() {
        String earlier = ids.next();
        now = now.plusMillis(1);
        String later = ids.next();

        assertThat(UUID.fromString(earlier).version()).isEqualTo(7);
        assertThat(UUID.fromString(earlier).variant()).isEqualTo(2);
        assertThat(UUID.fromString(earlier).getMostSignificantBits() >>> 16)
                .isEqualTo(now.minusMillis(1).toEpochMilli());
        assertThat(later).isGreaterThan(earlier).isNotEqualTo(ids.next());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "https://example.org/?q=1#x", "Straße 7", "日本", "a;b", "..", "%2F", "😀"})
    void takesAnyVisibleText(String id) {
        assertThat(DocumentIds.refusal(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \u2003", "a\nb", "a\u0000", "a\u0085b", "half \ud83d pair"})
    void refusesWhatNobodyCanReadOrSend(String id) {
        assertThat(DocumentIds.refusal(id)).map(Violation::field).hasValue("doc_id");
    }

    @Test
    void countsTheCharactersOfALongId() {
        assertThat(DocumentIds.refusal("x".repeat(512))).isEmpty();
        assertThat(DocumentIds.refusal("x".repeat(513)).orElseThrow().detail())
                .contains("512")
                .contains("513");
    }
}
