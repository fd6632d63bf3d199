package io.trovex.index.search.statics;

import io.trovex.contracts.Generation;
import io.trovex.index.analysis.Language;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.SampledPassage;
import io.trovex.index.engine.SearchIndex;
import io.trovex.statics.StaticDistillation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Fits an encoder to a generation, in two steps: {@link #sample} reads the index, {@link #fit} only computes, some seconds,
 * on one thread.
 */
public final class EncoderFitting {
    /**
     * Ten times what suits a model's large sample. Semantic nDCG@10 on Cranfield, StackFAQ and CISI, with some thousand
     * passages each: .466, .838 and .392; at a tenth of it .436, .820 and .371; at three times as much .463, .830 and .390.
     */
    private static final double RIDGE = 0.3;

    private static final long SEED = 1;

    private final FitSettings settings;
    private final Generation generation;
    private final int passages;
    private final List<SampledPassage> sample;

    private EncoderFitting(FitSettings settings, Generation generation, int passages, List<SampledPassage> sample) {
        this.settings = settings;
        this.generation = generation;
        this.passages = passages;
        this.sample = sample;
    }

    public static EncoderFitting sample(SearchIndex index, FitSettings settings) {
        try (IndexView view = index.view()) {
            return new EncoderFitting(
                    settings,
                    index.generation(),
                    view.passages(),
                    view.samplePassages(settings.samples(), new Random(SEED)));
        }
    }

    /**
     * @param now when it is said to be fitted
     * @throws IllegalStateException if no two passages have a word in common
     * @throws java.util.concurrent.CancellationException if the thread is interrupted meanwhile
     */
    public FittedEncoder fit(Instant now) {
        WordCounts counts = new WordCounts();
        List<int[]> texts =
                sample.stream().map(passage -> counts.add(terms(passage))).toList();
        Words words = counts.frequent(settings.words());
        int[] known = counts.numbersIn(words);
        StaticDistillation distillation =
                new StaticDistillation(words.size(), generation.dimension(), sample.size(), SEED);
        for (int i = 0; i < texts.size(); i++) {
            int[] numbers = IntStream.of(texts.get(i))
                    .map(number -> known[number])
                    .filter(number -> number >= 0)
                    .toArray();
            distillation.add(numbers, sample.get(i).vector().components());
        }
        Fit fit = new Fit(generation.id(), generation.model(), passages, distillation.samples(), words.size(), now);
        return new FittedEncoder(fit, words, distillation.fit(RIDGE, 1));
    }

    /** The title goes before each passage when it is embedded, too. */
    private static Map<String, Integer> terms(SampledPassage passage) {
        String title = passage.title();
        return Language.ENGLISH.terms(title == null ? passage.text() : title + "\n" + passage.text());
    }
}
