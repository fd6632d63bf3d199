package io.trovex.benchmarks.canary;

import io.trovex.benchmarks.Benchmark;
import io.trovex.benchmarks.BenchmarkOptions;
import io.trovex.benchmarks.Figures;
import io.trovex.index.canary.CanarySettings;
import io.trovex.index.canary.RollbackCause;
import io.trovex.index.canary.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Judges simulated canaries, healthy and bad ones, beside what is common: a fixed threshold over a window. */
public final class CanaryBenchmark implements Benchmark {
    private static final int CANARIES = 1_000;
    private static final int QUICK_CANARIES = 50;
    private static final Share SHARE = Share.ofPercent(5);
    private static final int SEARCHES_PER_SECOND = 10;
    private static final long HOUR = 3_600L * SEARCHES_PER_SECOND;
    private static final long LONGEST = 200_000;
    private static final Duration LONGEST_WAY = Duration.ofHours(6);
    private static final List<Integer> WINDOWS = List.of(1, 5, 15);
    private static final int USERS = 300;
    private static final List<SignalRates> SIGNALS = List.of(
            new SignalRates(RollbackCause.EMPTY_ANSWERS, 0.02, 0.02),
            new SignalRates(RollbackCause.EMPTY_ANSWERS, 0.1, 0.02),
            new SignalRates(RollbackCause.EMPTY_ANSWERS, 0.04, 0.02),
            new SignalRates(RollbackCause.DEGRADED_ANSWERS, 0.01, 0.01),
            new SignalRates(RollbackCause.DEGRADED_ANSWERS, 0.2, 0.01),
            new SignalRates(RollbackCause.SLOW_ANSWERS, 0.01, 0.01),
            new SignalRates(RollbackCause.SLOW_ANSWERS, 0, 0),
            new SignalRates(RollbackCause.SLOW_ANSWERS, 0.05, 0.01),
            new SignalRates(RollbackCause.SLOW_ANSWERS, 0.2, 0.01));
    /** Histograms are weighed at each look: a look in ten seconds costs little certainty and nine tenths of the time. */
    private static final int SECONDS_BETWEEN_LOOKS = 10;

    private static final List<ErrorRates> RATES = List.of(
            new ErrorRates(0.01, 0.01),
            new ErrorRates(0.002, 0.01),
            new ErrorRates(0.2, 0.01),
            new ErrorRates(0.05, 0.01),
            new ErrorRates(0.02, 0.01));

    @Override
    public String name() {
        return "canary";
    }

    @Override
    public String purpose() {
        return "rollbacks of healthy and bad canaries, simulated, against a fixed threshold over a window";
    }

    @Override
    public Map<String, Object> run(BenchmarkOptions options) {
        int canaries = options.quick() ? QUICK_CANARIES : CANARIES;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("seed", options.seed());
        figures.put("canaries", canaries);
        figures.put("alpha", CanarySettings.DEFAULTS.errorRisk());
        figures.put("searches_per_second", SEARCHES_PER_SECOND);
        figures.put("steady", each(RATES, rates -> steady(rates, canaries, options)));
        figures.put("steps", each(RATES, rates -> steps(rates, canaries, options)));
        figures.put(
                "signals",
                SIGNALS.stream().map(rates -> signal(rates, canaries, options)).toList());
        figures.put("unequal_users", unequalUsers(canaries, options));
        return figures;
    }

    private static List<Map<String, Object>> each(
            List<ErrorRates> all, Function<ErrorRates, Map<String, Object>> measured) {
        return all.stream().map(measured).toList();
    }

    private static Map<String, Object> steady(ErrorRates rates, int canaries, BenchmarkOptions options) {
        options.progress().accept("share of 5 %% all along, errors %s".formatted(rates));
        SteadyTrial trial = new SteadyTrial(SHARE.fraction(), rates, LONGEST);
        List<List<Rollback>> trials = IntStream.range(0, canaries)
                .parallel()
                .mapToObj(i -> trial.run(checks(), random(options, i)))
                .toList();
        Map<String, Object> figures = described(rates);
        figures.put("share_percent", SHARE.percent());
        Map<String, Object> ours = rollbacks(trials, 0);
        List<Rollback> back = trials.stream()
                .map(List::getFirst)
                .filter(rollback -> rollback.isWithin(LONGEST))
                .toList();
        if (back.size() > canaries / 2) {
            double mean = back.stream()
                    .mapToLong(Rollback::candidateSearches)
                    .average()
                    .orElse(0);
            ours.put("candidate_searches_mean", Figures.rounded(mean));
        }
        figures.put("trovex", ours);
        figures.put("theory", theory(rates));
        for (int i = 0; i < WINDOWS.size(); i++) {
            figures.put("twice_the_rate_over_" + WINDOWS.get(i) + "_min", rollbacks(trials, i + 1));
        }
        return figures;
    }

    /** The same without drawing a number. */
    private static Map<String, Object> theory(ErrorRates rates) {
        double risk = CanarySettings.DEFAULTS.errorRisk();
        Theory.Expected all = Theory.of(SHARE.fraction(), rates, risk, LONGEST);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(
                "rolled_back_within_an_hour",
                Figures.rounded(Theory.of(SHARE.fraction(), rates, risk, HOUR).rolledBack()));
        figures.put("rolled_back", Figures.rounded(all.rolledBack()));
        if (all.rolledBack() > 0.5) {
            figures.put("candidate_searches_mean", Figures.rounded(all.candidateSearches()));
        }
        return figures;
    }

    private static List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(new AnytimeValidCheck(SHARE.fraction(), CanarySettings.DEFAULTS.errorRisk()));
        WINDOWS.forEach(minutes -> checks.add(new FixedThresholdCheck(60 * SEARCHES_PER_SECOND, minutes)));
        return checks;
    }

    private static Map<String, Object> rollbacks(List<List<Rollback>> trials, int check) {
        List<Rollback> all = trials.stream().map(each -> each.get(check)).toList();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rolled_back_within_an_hour", rate(all, rollback -> rollback.isWithin(HOUR)));
        figures.put("rolled_back", rate(all, rollback -> rollback.isWithin(LONGEST)));
        List<Double> searches = all.stream()
                .map(rollback -> (double) rollback.candidateSearches())
                .toList();
        putIfReached(figures, "candidate_searches_median", Figures.median(searches));
        putIfReached(figures, "candidate_searches_p90", Figures.percentile(searches, 90));
        return figures;
    }

    private static Map<String, Object> steps(ErrorRates rates, int canaries, BenchmarkOptions options) {
        options.progress().accept("through the steps, errors %s".formatted(rates));
        StepsTrial trial = new StepsTrial(
                CanarySettings.DEFAULTS,
                Behaviour.failing(rates.candidate()),
                Behaviour.failing(rates.serving()),
                SEARCHES_PER_SECOND,
                1,
                false);
        List<StepsTrial.End> ends = IntStream.range(0, canaries)
                .parallel()
                .mapToObj(i -> trial.run(random(options, i), LONGEST_WAY))
                .toList();
        List<StepsTrial.End> back =
                ends.stream().filter(StepsTrial.End::rolledBack).toList();
        Map<String, Object> figures = described(rates);
        figures.put("rolled_back", rate(ends, StepsTrial.End::rolledBack));
        figures.put("rolled_back_at_first_step", rate(ends, end -> end.rolledBack() && end.step() == 0));
        if (!back.isEmpty()) {
            List<Double> searches =
                    back.stream().map(end -> (double) end.candidateSearches()).toList();
            figures.put("candidate_searches_median", Figures.median(searches));
            figures.put("candidate_searches_p90", Figures.percentile(searches, 90));
            figures.put(
                    "candidate_errors_median",
                    Figures.median(back.stream()
                            .map(end -> (double) end.candidateErrors())
                            .toList()));
        }
        figures.put(
                "minutes_median",
                Figures.rounded(Figures.median(
                        ends.stream().map(end -> end.after().toSeconds() / 60.0).toList())));
        return figures;
    }

    private static Map<String, Object> signal(SignalRates rates, int canaries, BenchmarkOptions options) {
        String name = rates.cause().wireName();
        options.progress()
                .accept("through the steps, %s: %s against %s".formatted(name, rates.candidate(), rates.serving()));
        StepsTrial trial = new StepsTrial(
                CanarySettings.DEFAULTS,
                rates.ofCandidate(),
                rates.ofServing(),
                SEARCHES_PER_SECOND,
                SECONDS_BETWEEN_LOOKS,
                rates.cause() == RollbackCause.SLOW_ANSWERS);
        List<StepsTrial.End> ends = IntStream.range(0, canaries)
                .parallel()
                .mapToObj(i -> trial.run(random(options, i), LONGEST_WAY))
                .toList();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("signal", name);
        figures.put("candidate_rate", rates.candidate());
        figures.put("serving_rate", rates.serving());
        figures.put("risk", CanarySettings.DEFAULTS.guardRisk());
        figures.put("rolled_back", rate(ends, StepsTrial.End::rolledBack));
        figures.put("rolled_back_for_it", rate(ends, end -> end.cause() == rates.cause()));
        List<Double> searches = ends.stream()
                .filter(StepsTrial.End::rolledBack)
                .map(end -> (double) end.candidateSearches())
                .toList();
        if (!searches.isEmpty()) {
            figures.put("candidate_searches_median", Figures.median(searches));
        }
        return figures;
    }

    private static Map<String, Object> unequalUsers(int canaries, BenchmarkOptions options) {
        options.progress().accept("healthy canaries over users who search unequally much");
        UnequalUsersTrial trial = new UnequalUsersTrial(SHARE, 0.01, USERS, HOUR, CanarySettings.DEFAULTS.errorRisk());
        List<UnequalUsersTrial.Outcome> outcomes = IntStream.range(0, canaries)
                .parallel()
                .mapToObj(i -> trial.run("canary-" + options.seed() + "-" + i, random(options, i)))
                .toList();
        Map<String, Object> figures = described(RATES.getFirst());
        figures.put("users", USERS);
        figures.put("rolled_back_by_share_of_users", rate(outcomes, UnequalUsersTrial.Outcome::byUsers));
        figures.put("rolled_back", rate(outcomes, UnequalUsersTrial.Outcome::bySearches));
        return figures;
    }

    private static Map<String, Object> described(ErrorRates rates) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("candidate_error_rate", rates.candidate());
        figures.put("serving_error_rate", rates.serving());
        return figures;
    }

    /** Of its own for each canary, so that their order does not matter. */
    private static SplittableRandom random(BenchmarkOptions options, int canary) {
        return new SplittableRandom(options.seed() * 1_000_003L + canary);
    }

    private static <T> double rate(List<T> all, Function<T, Boolean> held) {
        return Figures.rounded((double) all.stream().filter(held::apply).count() / all.size());
    }

    private static void putIfReached(Map<String, Object> figures, String name, double searches) {
        if (searches < Long.MAX_VALUE) {
            figures.put(name, searches);
        }
    }
}
