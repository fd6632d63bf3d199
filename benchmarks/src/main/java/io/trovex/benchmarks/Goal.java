package io.trovex.benchmarks;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a figure is to be.
 *
 * @param figure its name; those inside another are separated by dots
 */
public record Goal(String figure, Kind kind, double bound) {

    /** How a figure is held against the bound. */
    public enum Kind {
        AT_MOST,
        AT_LEAST,
        /** Nothing of the kind may happen, however short the run. */
        NONE
    }

    public static Goal atMost(String figure, double bound) {
        return new Goal(figure, Kind.AT_MOST, bound);
    }

    public static Goal atLeast(String figure, double bound) {
        return new Goal(figure, Kind.AT_LEAST, bound);
    }

    public static Goal none(String figure) {
        return new Goal(figure, Kind.NONE, 0);
    }

    /** How the figures miss it, in words; a figure that is not there misses it too. */
    public Optional<String> missedBy(Map<String, Object> figures) {
        Number found = find(figures);
        boolean met = found != null
                && switch (kind) {
                    case AT_MOST, NONE -> found.doubleValue() <= bound;
                    case AT_LEAST -> found.doubleValue() >= bound;
                };
        return met ? Optional.empty() : Optional.of("%s is %s, goal %s".formatted(figure, found, text()));
    }

    private String text() {
        return switch (kind) {
            case AT_MOST -> "at most " + bound;
            case AT_LEAST -> "at least " + bound;
            case NONE -> "none";
        };
    }

    private @Nullable Number find(Map<String, Object> figures) {
        @Nullable Object at = figures;
        for (String name : figure.split("\\.", -1)) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at instanceof Number number ? number : null;
    }
}
