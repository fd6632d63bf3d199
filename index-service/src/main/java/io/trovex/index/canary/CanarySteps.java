package io.trovex.index.canary;

import java.util.List;

/**
 * The shares of users that a candidate gets, one after the other, each larger than the one before. The first one leaves
 * some users to the serving generation: at a share of everybody a candidate is held against what was seen before.
 */
public record CanarySteps(List<Share> shares) {
    public static final CanarySteps DEFAULTS = ofPercent(List.of(5.0, 25.0, 50.0, 100.0));

    public CanarySteps {
        shares = List.copyOf(shares);
        if (shares.isEmpty()) {
            throw new IllegalArgumentException("a canary has at least one step");
        }
        if (shares.getFirst().equals(Share.ALL)) {
            throw new IllegalArgumentException("a canary begins with less than everybody: " + shares);
        }
        Share before = Share.NONE;
        for (Share share : shares) {
            if (share.compareTo(before) <= 0) {
                throw new IllegalArgumentException("each step of a canary is larger than the one before: " + shares);
            }
            before = share;
        }
    }

    public static CanarySteps ofPercent(List<Double> percents) {
        return new CanarySteps(percents.stream().map(Share::ofPercent).toList());
    }

    public Share share(int step) {
        return shares.get(step);
    }

    public boolean isLast(int step) {
        return step == shares.size() - 1;
    }
}
