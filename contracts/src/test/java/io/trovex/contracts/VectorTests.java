package io.trovex.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VectorTests {

    @Test
    void travelsAsLittleEndianFloat32() {
        byte[] one = {0, 0, (byte) 0x80, 0x3f};

        assertThat(Vector.of(new float[] {1}).toBase64())
                .isEqualTo(Base64.getEncoder().encodeToString(one));
    }

    @Property
    void comesBackBitForBit(@ForAll float[] components) {
        Vector vector = Vector.of(components);

        Vector back = Vector.fromBase64(vector.toBase64());

        assertThat(back).isEqualTo(vector).hasSameHashCodeAs(vector);
        assertThat(back.dimension()).isEqualTo(components.length);
    }

    @Test
    void keepsWhatIsNoNumber() {
        Vector odd = Vector.of(new float[] {Float.NaN, Float.NEGATIVE_INFINITY, -0f, Float.MIN_VALUE});

        assertThat(Vector.fromBase64(odd.toBase64())).isEqualTo(odd);
    }

    @Test
    void refusesHalfAComponent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vector.fromBase64(Base64.getEncoder().encodeToString(new byte[6])))
                .withMessageContaining("6");
        assertThatIllegalArgumentException().isThrownBy(() -> Vector.fromBase64("no base64"));
    }
}
