package io.trovex.stage;

/** A stage cannot go on with its poll for now; no record of it may be passed over. */
public final class StageHeldUpException extends RuntimeException {
    private final String stage;
    private final String dependency;

    StageHeldUpException(String stage, Throwable cause) {
        super(stage + " waits: " + cause, cause);
        this.stage = stage;
        this.dependency = Fault.dependency(cause);
    }

    public String stage() {
        return stage;
    }

    /** What is away, by the names of {@link Fault}. */
    public String dependency() {
        return dependency;
    }
}
