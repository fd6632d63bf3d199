package io.trovex.index.search;

import io.trovex.index.engine.Match;
import io.trovex.index.engine.Ranking;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures the fusion of two rankings of a hundred; in this package, where it can be seen. */
@NullMarked
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init")
public class FusionPaths {
    private static final int CANDIDATES = 100;
    private static final int DIMENSION = 384;

    private final RankFusion fusion = new RankFusion(SearchSettings.DEFAULTS.semanticWeight());
    private final Neighbourhood neighbourhood = new Neighbourhood(SearchSettings.DEFAULTS.neighbourWeight());
    private Ranking byWords;
    private Ranking byMeaning;
    private List<Match> wordsOfTheOthers;
    private List<Match> meaningOfTheOthers;
    private List<RankedDocument> fused;
    private List<float[]> vectors;

    @Setup
    public void rank() {
        // half of each ranking is in the other, too
        byWords = ranking(0);
        byMeaning = ranking(CANDIDATES / 2);
        wordsOfTheOthers = byMeaning.matches().subList(CANDIDATES / 2, CANDIDATES);
        meaningOfTheOthers = byWords.matches().subList(0, CANDIDATES / 2);
        fused = weighted();
        Random random = new Random(1);
        vectors = new ArrayList<>();
        for (int i = 0; i < Neighbourhood.DOCUMENTS; i++) {
            float[] vector = new float[DIMENSION];
            for (int j = 0; j < DIMENSION; j++) {
                vector[j] = (float) random.nextGaussian();
            }
            vectors.add(vector);
        }
    }

    @Benchmark
    public List<RankedDocument> weighted() {
        return fusion.fuse(
                Fusion.WEIGHTED, new Scores(byWords, wordsOfTheOthers), new Scores(byMeaning, meaningOfTheOthers));
    }

    @Benchmark
    public List<RankedDocument> reciprocal() {
        return fusion.fuse(
                Fusion.RRF, new Scores(byWords, wordsOfTheOthers), new Scores(byMeaning, meaningOfTheOthers));
    }

    @Benchmark
    public List<RankedDocument> neighbours() {
        return neighbourhood.regularise(fused, List.copyOf(vectors));
    }

    private static Ranking ranking(int from) {
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < CANDIDATES; i++) {
            matches.add(new Match(from + i, "document-" + (from + i), 1.0 - i / 200.0, from + i));
        }
        return new Ranking(matches, CANDIDATES, true);
    }
}
