package io.trovex.stage.replay;

import java.time.Duration;

/** Leaves the live pipeline its part of the machine: after each poll a replay rests while live work goes on. */
public final class Pace {
    private final double share;

    /** @param share of its time that a replay works while live records pass, above 0 and up to 1 */
    public Pace(double share) {
        this.share = share;
    }

    /**
     * @param worked how long the last poll took
     * @param live whether live records passed meanwhile
     */
    public Duration rest(Duration worked, boolean live) {
        return live ? Duration.ofNanos((long) (worked.toNanos() * (1 - share) / share)) : Duration.ZERO;
    }
}
