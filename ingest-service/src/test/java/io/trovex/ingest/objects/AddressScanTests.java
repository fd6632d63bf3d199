package io.trovex.ingest.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressScanTests {
    private static final String ADDRESS = "0123456789abcdef".repeat(4);
    private static final String ANOTHER = "fedcba9876543210".repeat(4);

    @Test
    void findsAddressesWhereverTheyAre() {
        assertThat(found(ADDRESS)).containsExactly(ADDRESS);
        assertThat(found("{\"content_ref\":{\"sha256\":\"" + ADDRESS + "\",\"bytes\":3}}"))
                .containsExactly(ADDRESS);
        assertThat(found("{broken \"" + ADDRESS + "\uFFFF" + ANOTHER)).containsExactly(ADDRESS, ANOTHER);
    }

    @Test
    void findsNothingElse() {
        assertThat(found("")).isEmpty();
        assertThat(found(ADDRESS.substring(1))).isEmpty();
        assertThat(found(ADDRESS + "0")).isEmpty();
        assertThat(found(ADDRESS.toUpperCase(java.util.Locale.ROOT))).isEmpty();
    }

    private static List<String> found(String text) {
        List<String> found = new ArrayList<>();
        AddressScan.scan(text.getBytes(UTF_8), found::add);
        return found;
    }
}
