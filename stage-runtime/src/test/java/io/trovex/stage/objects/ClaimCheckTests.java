package io.trovex.stage.objects;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trovex.contracts.ContentRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimCheckTests {
    @TempDir
    private Path directory;

    @Test
    void aBodyOfExactlyTheLimitTravelsInline() {
        String body = "x".repeat(ClaimCheck.INLINE_LIMIT);

        Claim claim = claims().deposit(body);

        assertThat(claim).isEqualTo(new Claim(body, null));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theLimitCountsBytesNotCharacters() {
        String body = "€".repeat(ClaimCheck.INLINE_LIMIT / 3 + 1);

        Claim claim = claims().deposit(body);

        assertThat(claim.content()).isNull();
        ContentRef reference = requireNonNull(claim.contentRef());
        assertThat(reference.bytes()).isEqualTo(ClaimCheck.INLINE_LIMIT + 2);
        assertThat(claims().redeem(null, reference)).isEqualTo(body);
    }

    @Test
    void theSameBodyIsStoredOnce() throws IOException {
        String body = "y".repeat(ClaimCheck.INLINE_LIMIT + 1);

        Claim first = claims().deposit(body);
        Claim second = claims().deposit(body);

        assertThat(first).isEqualTo(second);
        try (var files = Files.walk(directory)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())).filter(Address::isAddress))
                    .hasSize(1);
        }
    }

    @Test
    void aReferenceToNothingIsNamed() {
        var reference = new ContentRef("0".repeat(64), 3);

        assertThatThrownBy(() -> claims().redeem(null, reference))
                .isInstanceOf(ObjectMissingException.class)
                .hasMessageContaining("0000");
    }

    @Test
    void anAddressCannotLeaveTheDirectory() {
        var reference = new ContentRef("../../etc/passwd", 3);

        assertThatThrownBy(() -> claims().redeem(null, reference)).isInstanceOf(IllegalArgumentException.class);
    }

    private ClaimCheck claims() {
        return new ClaimCheck(new FileObjectStore(directory.resolve("objects")));
    }
}
