package io.trovex.benchmarks.canary;

import io.trovex.index.canary.ErrorEvidence;

/**
 * What the test must come to at one share, reckoned and not simulated: each error is the candidate's with a chance that
 * the rates give, so how the counts walk, and where the factor stops them, follows step by step.
 */
final class Theory {
    /** Of so much as is left of the walks nothing more is told. */
    private static final double NOTHING = 1e-9;

    /**
     * @param rolledBack chance of a rollback within the searches
     * @param candidateErrors mean of those until a rollback
     */
    record Expected(double rolledBack, double candidateErrors, ErrorRates rates) {
        /** Mean number of searches that the candidate gets until its rollback: each error takes 1/rate of them. */
        double candidateSearches() {
            return candidateErrors / rates.candidate();
        }
    }

    private Theory() {}

    /** @param searches of both generations, after which nobody looks any more */
    static Expected of(double share, ErrorRates rates, double risk, long searches) {
        double failing = share * rates.candidate() + (1 - share) * rates.serving();
        double ofCandidate = share * rates.candidate() / failing;
        int most = (int) Math.round(searches * failing);
        // chances of so many errors of the candidate, with no rollback yet
        double[] walks = {1};
        double rolledBack = 0;
        double errors = 0;
        double left = 1;
        for (int n = 1; n <= most && left > NOTHING; n++) {
            double[] next = new double[n + 1];
            for (int candidate = 0; candidate < n; candidate++) {
                next[candidate] += walks[candidate] * (1 - ofCandidate);
                next[candidate + 1] += walks[candidate] * ofCandidate;
            }
            // from the most on down: more of the candidate's are more evidence
            for (int candidate = n; candidate > 0 && condemns(candidate, n - candidate, share, risk); candidate--) {
                rolledBack += next[candidate];
                errors += next[candidate] * candidate;
                left -= next[candidate];
                next[candidate] = 0;
            }
            walks = next;
        }
        return new Expected(rolledBack, rolledBack == 0 ? 0 : errors / rolledBack, rates);
    }

    private static boolean condemns(long candidate, long serving, double share, double risk) {
        return ErrorEvidence.leansAgainst(candidate, serving, share)
                && ErrorEvidence.logBayesFactor(candidate, serving, share) >= -Math.log(risk);
    }
}
