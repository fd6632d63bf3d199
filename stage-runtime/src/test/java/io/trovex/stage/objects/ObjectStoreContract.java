package io.trovex.stage.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every object store promises. */
abstract class ObjectStoreContract {
    /** Stores count in whole seconds, or less. */
    private static final Duration TICK = Duration.ofSeconds(1);

    protected abstract ObjectStore store();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64 << 10, 3_000_001})
    void givesBackWhatWasPut(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);

        String address = store().put(ObjectContent.of(bytes));

        assertThat(store().get(address)).isEqualTo(bytes);
    }

    @Test
    void anAddressIsTheSha256OfItsBytes() {
        assertThat(put("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void theSameBytesAreStoredOnce() {
        assertThat(put("twice")).isEqualTo(put("twice"));

        assertThat(listed().stream().filter(object -> object.address().equals(put("twice"))))
                .hasSize(1);
    }

    @Test
    void aReferenceToNothingIsNamed() {
        assertThatExceptionOfType(ObjectMissingException.class)
                .isThrownBy(() -> store().get("0".repeat(64)))
                .withMessageContaining("0000")
                .matches(e -> e.code().equals("content_missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../../etc/passwd", "ABCDEF", "drafts", "0/0", "\u0000"})
    void anAddressNamesNothingElse(String address) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> store().get(address));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> store().remove(address, Instant.MAX));
    }

    @Test
    void listsWithLengthAndTime() {
        Instant before = Instant.now().minus(TICK);

        String address = put("listed");

        StoredObject object = listed().stream()
                .filter(each -> each.address().equals(address))
                .findAny()
                .orElseThrow();
        assertThat(object.bytes()).isEqualTo("listed".length());
        assertThat(object.putAt()).isBetween(before, Instant.now().plus(TICK));
    }

    @Test
    void removesWhatIsOldEnough() {
        String address = put("old");

        assertThat(store().remove(address, Instant.now().minus(TICK.multipliedBy(10))))
                .isFalse();
        assertThat(store().get(address)).isNotEmpty();
        assertThat(store().remove(address, Instant.now().plus(TICK.multipliedBy(10))))
                .isTrue();
        assertThat(store().remove(address, Instant.now().plus(TICK.multipliedBy(10))))
                .isFalse();
        assertThatExceptionOfType(ObjectMissingException.class).isThrownBy(() -> store().get(address));
        assertThat(listed()).extracting(StoredObject::address).doesNotContain(address);
    }

    @Test
    void anObjectPutAgainIsNew() throws InterruptedException {
        String address = put("again");
        Thread.sleep(TICK.plusMillis(100));
        Instant later = Instant.now().minusMillis(50);
        Thread.sleep(TICK.plusMillis(100));

        put("again");

        assertThat(store().remove(address, later)).isFalse();
        assertThat(store().get(address)).isNotEmpty();
    }

    protected String put(String text) {
        return store().put(ObjectContent.of(text.getBytes(UTF_8)));
    }

    private List<StoredObject> listed() {
        List<StoredObject> objects = new ArrayList<>();
        store().list(objects::add);
        return objects;
    }
}
