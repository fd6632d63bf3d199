package io.trovex.ingest.backpressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trovex.ingest.backpressure.Gate.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTests {
    private static final Watermarks MARKS = new Watermarks(100, 20, Duration.ofSeconds(5));

    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final Gate gate = new Gate(MARKS, () -> now);

    /** Every state, on each side of every mark, before and at the end of the dwell. */
    @ParameterizedTest
    @CsvSource({
        "ACCEPTING, 0, 0, ACCEPTING",
        "ACCEPTING, 0, 20, ACCEPTING",
        "ACCEPTING, 0, 99, ACCEPTING",
        "ACCEPTING, 0, 100, SATURATED",
        "ACCEPTING, 60, 99, ACCEPTING",
        "ACCEPTING, 60, 1000, SATURATED",
        "SATURATED, 0, 1000, SATURATED",
        "SATURATED, 0, 20, SATURATED",
        "SATURATED, 4.999, 0, SATURATED",
        "SATURATED, 5, 21, SATURATED",
        "SATURATED, 5, 20, ACCEPTING",
        "SATURATED, 60, 99, SATURATED",
        "SATURATED, 60, 0, ACCEPTING"
    })
    void everyTransition(State from, double secondsInIt, long depth, State to) {
        if (from == State.SATURATED) {
            gate.observe(100);
        }
        now = now.plusMillis((long) (secondsInIt * 1000));

        assertThat(gate.observe(depth)).isEqualTo(to);
        assertThat(gate.state()).isEqualTo(to);
    }

    @Test
    void knowsSinceWhen() {
        Instant start = now;
        assertThat(gate.since()).isEqualTo(start);
        now = now.plusSeconds(7);
        gate.observe(100);
        now = now.plusSeconds(1);
        gate.observe(200);

        assertThat(gate.since()).isEqualTo(start.plusSeconds(7));
    }

    @Property(tries = 500)
    void itNeverFlapsFasterThanItsDwell(
            @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 0, max = 150) Long> depths) {
        Instant[] time = {Instant.EPOCH};
        Gate some = new Gate(MARKS, () -> time[0]);
        Instant closed = null;
        for (long depth : depths) {
            time[0] = time[0].plusMillis(700);
            State before = some.state();
            State after = some.observe(depth);
            if (before != after && after == State.SATURATED) {
                assertThat(depth).isGreaterThanOrEqualTo(MARKS.high());
                closed = time[0];
            } else if (before != after && closed != null) {
                assertThat(depth).isLessThanOrEqualTo(MARKS.low());
                assertThat(Duration.between(closed, time[0])).isGreaterThanOrEqualTo(MARKS.dwell());
            }
        }
    }

    @Test
    void theLowMarkLiesBelowTheHighOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Watermarks(10, 10, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Watermarks(10, -1, Duration.ZERO));
    }
}
