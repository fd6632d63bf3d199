package io.trovex.benchmarks.canary;

import io.trovex.index.canary.ErrorEvidence;
import io.trovex.index.canary.Share;
import io.trovex.index.canary.UserBuckets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** One healthy canary over few users, some of whom search far more than others, by Zipf's law. */
record UnequalUsersTrial(Share share, double errorRate, int users, long searches, double risk) {

    /**
     * Whether the canary is rolled back, without cause.
     *
     * @param byUsers the share of users and of searches taken for the same
     * @param bySearches the larger of the two taken, as the judge does
     */
    record Outcome(boolean byUsers, boolean bySearches) {}

    Outcome run(String canary, SplittableRandom random) {
        boolean[] atCandidate = new boolean[users];
        double[] upTo = new double[users];
        UserBuckets buckets = new UserBuckets(canary);
        double sum = 0;
        for (int user = 0; user < users; user++) {
            sum += 1.0 / (user + 1);
            upTo[user] = sum;
            atCandidate[user] = share.covers(buckets.of("user-" + user));
        }
        long candidates = 0;
        long candidateErrors = 0;
        long servingErrors = 0;
        boolean byUsers = false;
        boolean bySearches = false;
        for (long search = 1; search <= searches; search++) {
            int user = Math.abs(Arrays.binarySearch(upTo, random.nextDouble() * sum) + 1);
            boolean here = atCandidate[Math.min(user, users - 1)];
            candidates += here ? 1 : 0;
            if (random.nextDouble() < errorRate) {
                candidateErrors += here ? 1 : 0;
                servingErrors += here ? 0 : 1;
                double exposure = Math.max(share.fraction(), (double) candidates / search);
                byUsers |= condemns(candidateErrors, servingErrors, share.fraction());
                bySearches |= condemns(candidateErrors, servingErrors, exposure);
            }
        }
        return new Outcome(byUsers, bySearches);
    }

    private boolean condemns(long candidate, long serving, double expected) {
        return ErrorEvidence.logBayesFactor(candidate, serving, expected) >= -Math.log(risk)
                && ErrorEvidence.leansAgainst(candidate, serving, expected);
    }
}
