package io.trovex.index.canary;

/**
 * What one signal says of the candidate.
 *
 * @param candidate searches of the kind at the candidate
 * @param others those they are weighed against: the serving generation's, or at a share of everybody the candidate's own
 *     searches that are not of the kind
 * @param expected proportion of {@code candidate} in both that nothing but chance explains
 * @param logBayesFactor of this step and all before it
 */
public record Finding(Signal signal, long candidate, long others, double expected, double logBayesFactor) {
    /** From this Bayes factor on, a step is not left; it takes more to roll back. */
    private static final double DOUBT = Math.log(5);

    public double bayesFactor() {
        return Math.exp(logBayesFactor);
    }

    /**
     * The logarithm of what the next step's factor is multiplied with. The factor grows just as much for a candidate
     * that fails less often; that would condemn it with the next step's first error, so it is not carried on.
     */
    double carriedOn() {
        return leansAgainst() ? logBayesFactor : Math.min(0, logBayesFactor);
    }

    boolean condemns(double risk) {
        return logBayesFactor >= -Math.log(risk) && leansAgainst();
    }

    boolean raisesDoubt() {
        return logBayesFactor >= DOUBT && leansAgainst();
    }

    private boolean leansAgainst() {
        return ErrorEvidence.leansAgainst(candidate, others, expected);
    }
}
