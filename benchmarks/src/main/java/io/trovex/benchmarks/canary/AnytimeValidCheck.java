package io.trovex.benchmarks.canary;

import io.trovex.index.canary.ErrorEvidence;

/** Trovex's test of errors at one share, looked at after every search. */
final class AnytimeValidCheck implements Check {
    private final double share;
    private final double logThreshold;
    private long candidateErrors;
    private long servingErrors;

    AnytimeValidCheck(double share, double risk) {
        this.share = share;
        this.logThreshold = -Math.log(risk);
    }

    /** Only an error of the candidate can raise the factor. */
    @Override
    public boolean rollsBackAfter(boolean atCandidate, boolean failed) {
        if (!failed) {
            return false;
        }
        if (!atCandidate) {
            servingErrors++;
            return false;
        }
        candidateErrors++;
        return ErrorEvidence.logBayesFactor(candidateErrors, servingErrors, share) >= logThreshold
                && ErrorEvidence.leansAgainst(candidateErrors, servingErrors, share);
    }
}
