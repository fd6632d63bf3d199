package io.trovex.ingest.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HybridLogicalClockTests {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.000007Z");
    private static final long NOON_MICROS = NOON.getEpochSecond() * 1_000_000 + 7;

    private Instant wall = NOON;
    private final HybridLogicalClock clock = new HybridLogicalClock(() -> wall, Duration.ofMinutes(1));

    @Test
    void readsTheWallClockInMicroseconds() {
        assertThat(clock.next()).isEqualTo(NOON_MICROS);
    }

    @Test
    void countsOnWhileTheWallClockStandsStill() {
        assertThat(LongStream.generate(clock::next).limit(3))
                .containsExactly(NOON_MICROS, NOON_MICROS + 1, NOON_MICROS + 2);
    }

    @Test
    void neverGoesBackWhenTheWallClockDoes() {
        List<Long> versions = new ArrayList<>(List.of(clock.next()));
        wall = NOON.minusSeconds(3600);
        versions.add(clock.next());
        wall = NOON.plusMillis(5);
        versions.add(clock.next());

        assertThat(versions).containsExactly(NOON_MICROS, NOON_MICROS + 1, NOON_MICROS + 5_000);
    }

    @Test
    void passesAVersionItHasSeenInTheLog() {
        clock.observe(NOON_MICROS + 30_000_000);

        assertThat(clock.next()).isEqualTo(NOON_MICROS + 30_000_001);
    }

    @Test
    void isNotCarriedAwayByAClientsOwnNumbering() {
        clock.observe(9_007_199_254_740_991L);

        assertThat(clock.next()).isEqualTo(NOON_MICROS);
    }

    @Test
    void fitsInTheIntegersThatEveryJsonReaderKeepsExact() {
        wall = Instant.parse("2200-01-01T00:00:00Z");

        assertThat(clock.next()).isLessThan(1L << 53);
    }

    @Test
    void givesNoVersionTwiceToConcurrentCallers() {
        ConcurrentSkipListSet<Long> versions = new ConcurrentSkipListSet<>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < 8; caller++) {
                callers.execute(() -> LongStream.range(0, 1_000).forEach(_ -> versions.add(clock.next())));
            }
        }
        assertThat(versions).hasSize(8_000);
    }
}
