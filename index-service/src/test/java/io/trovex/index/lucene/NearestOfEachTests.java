package io.trovex.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestOfEachTests {

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 30", "3, 5", "4, 100", "10, 7", "2, 1000"})
    void keepsTheNearestPassageOfEachOfTheNearestDocuments(int mostPassages, int wanted) {
        Random random = new Random(31L * mostPassages + wanted);
        for (int round = 0; round < 8; round++) {
            FixedBitSet documents = new FixedBitSet(400);
            List<ScoreDoc> passages = new ArrayList<>();
            for (int number = 0; number < 380; ) {
                for (int left = 1 + random.nextInt(mostPassages); left > 0; left--) {
                    passages.add(new ScoreDoc(number++, random.nextInt(40) / 40f)); // many of the same
                }
                documents.set(number++);
            }
            Collections.shuffle(passages, random);
            NearestOfEach nearest = new NearestOfEach(wanted, Integer.MAX_VALUE, null, documents);
            List<ScoreDoc> seen = new ArrayList<>();
            for (ScoreDoc passage : passages) {
                nearest.collect(passage.doc, passage.score);
                seen.add(passage);
                List<ScoreDoc> expected = nearest(seen, documents, wanted);
                assertThat(nearest.numCollected()).isEqualTo(expected.size());
                assertThat(nearest.minCompetitiveSimilarity())
                        .isEqualTo(expected.size() < wanted ? Float.NEGATIVE_INFINITY : expected.getLast().score);
            }
            assertThat(nearest.topDocs().scoreDocs)
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactlyElementsOf(nearest(passages, documents, wanted));
        }
    }

    private static List<ScoreDoc> nearest(List<ScoreDoc> passages, FixedBitSet documents, int wanted) {
        Map<Integer, ScoreDoc> best = new TreeMap<>();
        for (ScoreDoc passage : passages) {
            best.merge(
                    documents.nextSetBit(passage.doc),
                    passage,
                    (one, other) -> ScoreDoc.COMPARATOR.compare(one, other) <= 0 ? one : other);
        }
        return best.values().stream().sorted(ScoreDoc.COMPARATOR).limit(wanted).toList();
    }
}
