package io.trovex.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidatePassagesTests {
    private record Estimated(int passage, float estimate) {}

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 30", "3, 5", "4, 100", "10, 7", "2, 1000", "300, 2"})
    void areTheBestOfEachOfTheDocumentsThatHaveThem(int passagesOfEach, int wanted) {
        Random random = new Random(31L * passagesOfEach + wanted);
        for (int round = 0; round < 8; round++) {
            List<Estimated> all = new ArrayList<>();
            for (int passage = 0; passage < 600; passage++) {
                all.add(new Estimated(passage, random.nextInt(-20, 20) / 20f)); // many of the same
            }
            Collections.shuffle(all, random);

            CandidatePassages candidates = new CandidatePassages(wanted, passage -> passage / passagesOfEach);
            for (Estimated each : all) {
                if (each.estimate() > candidates.least()) {
                    candidates.consider(each.passage(), each.estimate());
                }
            }

            List<Estimated> found = new ArrayList<>();
            for (int passage : candidates.ascending()) {
                found.add(all.stream()
                        .filter(each -> each.passage() == passage)
                        .findFirst()
                        .orElseThrow());
            }
            assertThat(found).isSortedAccordingTo(Comparator.comparingInt(Estimated::passage));
            assertThat(found.stream().map(each -> each.passage() / passagesOfEach))
                    .doesNotHaveDuplicates();
            // of those that tie with the worst it may have any
            assertThat(found.stream().map(Estimated::estimate).sorted(Comparator.reverseOrder()))
                    .containsExactlyElementsOf(bestOfEach(all, passagesOfEach, wanted));
        }
    }

    private static List<Float> bestOfEach(List<Estimated> all, int passagesOfEach, int wanted) {
        Map<Integer, Float> best = new HashMap<>();
        all.forEach(each -> best.merge(each.passage() / passagesOfEach, each.estimate(), Math::max));
        return best.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(wanted)
                .toList();
    }
}
