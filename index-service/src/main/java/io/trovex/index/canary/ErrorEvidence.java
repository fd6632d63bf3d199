package io.trovex.index.canary;

import org.apache.commons.numbers.gamma.LogGamma;

/**
 * A Bayes factor for "errors fall on the candidate in another proportion than its share" against "each error falls on
 * it by its share", which may be looked at after every search: the chance that it ever reaches 1/α while the latter is
 * true is at most α (Ville's inequality), however long the canary runs. Factors of successive shares multiply.
 */
public final class ErrorEvidence {
    /** k: how many errors the prior around the share weighs as much as. */
    private static final double PRIOR_ERRORS = 20;

    private ErrorEvidence() {}

    /**
     * The natural logarithm of the factor; 0, that is no evidence, without errors and at the shares 0 and 1.
     *
     * @param candidate errors of the candidate
     * @param serving errors of the serving generation meanwhile
     * @param share of the candidate in all searches, 0 to 1
     */
    public static double logBayesFactor(long candidate, long serving, double share) {
        if (candidate + serving == 0 || share <= 0 || share >= 1) {
            return 0;
        }
        double a = PRIOR_ERRORS * share;
        double b = PRIOR_ERRORS * (1 - share);
        return LogGamma.value(a + b)
                - LogGamma.value(a)
                - LogGamma.value(b)
                + LogGamma.value(a + candidate)
                + LogGamma.value(b + serving)
                - LogGamma.value(a + b + candidate + serving)
                - candidate * Math.log(share)
                - serving * Math.log1p(-share);
    }

    /** Whether errors fall on the candidate more often than its share says. */
    public static boolean leansAgainst(long candidate, long serving, double share) {
        return candidate > share * (candidate + serving);
    }
}
