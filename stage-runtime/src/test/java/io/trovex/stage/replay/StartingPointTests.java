package io.trovex.stage.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.stage.replay.StartingPoint.AtOffset;
import io.trovex.stage.replay.StartingPoint.AtTime;
import io.trovex.stage.replay.StartingPoint.Beginning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartingPointTests {
    @Test
    void isTheBeginningOrAnOffset() {
        assertThat(StartingPoint.parse("beginning")).hasValue(new Beginning());
        assertThat(StartingPoint.parse("17")).hasValue(new AtOffset(17));
    }

    /** The log takes -1 and -2 for its end and its beginning. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-22T16:30:00.5Z, 1795365000500",
        "2026-11-22T17:30:00+01:00, 1795365000000",
        "1969-12-31T23:59:59.999Z, 0",
        "-999999999-01-01T00:00:00Z, 0",
        "+999999999-01-01T00:00:00Z, 9223372036854775807"
    })
    void isATimeThatTheLogCanBeAskedFor(String text, long millis) {
        assertThat(StartingPoint.parse(text))
                .hasValueSatisfying(
                        start -> assertThat(((AtTime) start).millis()).isEqualTo(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "yesterday", "2026-11-22", "1234567890123456789"})
    void isNothingElse(String text) {
        assertThat(StartingPoint.parse(text)).isEmpty();
    }
}
