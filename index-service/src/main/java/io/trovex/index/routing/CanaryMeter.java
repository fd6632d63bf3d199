package io.trovex.index.routing;

/** Every meter of canaries. */
public enum CanaryMeter {
    /** Percent of the users that try a candidate; 0 while none is tried. */
    SHARE("trovex.canary.share"),
    /** Logarithm of the Bayes factor against the candidate; tag {@code signal}. NaN while none is tried. */
    EVIDENCE("trovex.canary.evidence"),
    /** Decisions that this process took; tag {@code decision}. */
    DECISIONS("trovex.canary.decisions");

    private final String meterName;

    CanaryMeter(String meterName) {
        this.meterName = meterName;
    }

    public String meterName() {
        return meterName;
    }
}
