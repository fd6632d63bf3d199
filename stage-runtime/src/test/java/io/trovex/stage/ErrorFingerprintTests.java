package io.trovex.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorFingerprintTests {

    @Test
    void reasonsCountByCodeAndFieldWhateverTheirDetailAndOrder() {
        String one = rejected(violation("tags[3]", "too_long", "31 characters"), violation("title", "missing", ""));
        String other = rejected(violation("title", "missing", ""), violation("tags[17]", "too_long", "99 characters"));

        assertThat(one).matches("[0-9a-f]{16}").isEqualTo(other);
        assertThat(rejected(violation("title", "too_long", ""))).isNotEqualTo(one);
    }

    @Test
    void theDocumentAndItsNumbersDoNotCount() {
        assertThat(malformed("ocean-7", "document ocean-7: no 'colour' at line 3, column 41, byte 0xff"))
                .isEqualTo(malformed("lake", "document lake: no 'depth' at line 12, column 7, byte 0xc3"));
        assertThat(malformed("a", "no such field")).isNotEqualTo(malformed("a", "unexpected end of input"));
    }

    @Test
    void anExceptionCountsByTypeAndByTheMethodItCameThrough() {
        assertThat(thrown(() -> divide("1"))).isEqualTo(thrown(() -> divide("22")));
        assertThat(thrown(() -> divide("1"))).isNotEqualTo(thrown(() -> parse("1x")));
        assertThat(thrown(() -> parse("1x"))).isEqualTo(thrown(() -> parse("y2")));
    }

    @Test
    void anotherStageIsAnotherCause() {
        RuntimeException failure = new IllegalStateException();

        assertThat(ErrorFingerprint.of("index", failure, List.of(), ""))
                .isNotEqualTo(ErrorFingerprint.of("embedding", failure, List.of(), ""));
    }

    private static String rejected(Violation... violations) {
        return ErrorFingerprint.of("validation", null, List.of(violations), "doc");
    }

    private static String malformed(String docId, String message) {
        return ErrorFingerprint.of("validation", new MalformedEventException(message), List.of(), docId);
    }

    private static String thrown(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            return ErrorFingerprint.of("validation", e, List.of(), "doc");
        }
        throw new AssertionError("nothing was thrown");
    }

    private static void divide(String text) {
        throw new ArithmeticException(text + " by zero");
    }

    private static void parse(String text) {
        throw new NumberFormatException("no number: " + text);
    }

    private static Violation violation(String field, String code, String detail) {
        return new Violation(field, code, detail);
    }
}
