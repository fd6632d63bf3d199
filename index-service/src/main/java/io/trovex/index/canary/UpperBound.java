package io.trovex.index.canary;

/** The rate that a true rate is below with 99.5 % certainty: Wilson's upper bound. */
final class UpperBound {
    private static final double Z = 2.576;

    private UpperBound() {}

    /** @return 1 where nothing was observed */
    static double of(long events, long trials) {
        if (trials == 0) {
            return 1;
        }
        double rate = (double) events / trials;
        double zz = Z * Z / trials;
        double spread = Z * Math.sqrt(rate * (1 - rate) / trials + zz / 4 / trials);
        return Math.min(1, (rate + zz / 2 + spread) / (1 + zz));
    }
}
