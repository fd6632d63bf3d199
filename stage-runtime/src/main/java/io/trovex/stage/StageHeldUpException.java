package io.trovex.stage;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A stage cannot go on with its poll for now; no record of it may be passed over, but those that have passed. */
public final class StageHeldUpException extends RuntimeException {
    private final String stage;
    private final String dependency;
    private final transient Map<TopicPartition, Long> passed;

    /** @param passed where to go on, in the partitions of which the first records have passed */
    StageHeldUpException(String stage, Map<TopicPartition, Long> passed, Throwable cause) {
        super(stage + " waits: " + cause, cause);
        this.stage = stage;
        this.dependency = Fault.dependency(cause);
        this.passed = Map.copyOf(passed);
    }

    public String stage() {
        return stage;
    }

    /** What is away, by the names of {@link Fault}. */
    public String dependency() {
        return dependency;
    }

    Map<TopicPartition, Long> passed() {
        return passed;
    }
}
