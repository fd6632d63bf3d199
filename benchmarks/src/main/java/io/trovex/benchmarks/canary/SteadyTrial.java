package io.trovex.benchmarks.canary;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** One canary whose share stays, with several checks beside each other, until all have rolled back or the searches end. */
record SteadyTrial(double share, ErrorRates rates, long searches) {

    /** When each check rolled back, in their order. */
    List<Rollback> run(List<? extends Check> checks, SplittableRandom random) {
        Rollback[] rollbacks = new Rollback[checks.size()];
        Arrays.fill(rollbacks, Rollback.NEVER);
        int watching = checks.size();
        long atCandidates = 0;
        for (long search = 1; search <= searches && watching > 0; search++) {
            boolean atCandidate = random.nextDouble() < share;
            boolean failed = random.nextDouble() < rates.of(atCandidate);
            atCandidates += atCandidate ? 1 : 0;
            for (int i = 0; i < rollbacks.length; i++) {
                if (rollbacks[i].equals(Rollback.NEVER) && checks.get(i).rollsBackAfter(atCandidate, failed)) {
                    rollbacks[i] = new Rollback(search, atCandidates);
                    watching--;
                }
            }
        }
        return List.of(rollbacks);
    }
}
