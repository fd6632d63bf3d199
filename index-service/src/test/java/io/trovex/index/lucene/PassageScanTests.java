package io.trovex.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.Match;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.lucene.util.VectorUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassageScanTests {
    private static final Generation WIDE = new Generation("g1-wide", "test-model", 48);

    @TempDir
    Path directory;

    @Test
    void theAnswerIsThatOfComparingAll() {
        Random random = new Random(19);
        List<IndexableDocument> documents = Documents.random(random, 600, WIDE);
        try (LuceneIndex index = LuceneIndex.open(directory, WIDE, IndexSettings.DEFAULTS)) {
            for (int from = 0; from < documents.size(); from += 150) {
                index.apply(documents.subList(from, from + 150));
                index.refresh();
            }
            documents
                    .subList(0, 40)
                    .forEach(each ->
                            index.apply(List.of(Documents.delete(each.event().docId(), 2, WIDE))));
            index.refresh();
            try (IndexView view = index.view()) {
                for (int query = 0; query < 40; query++) {
                    float[] vector = Documents.direction(random, WIDE.dimension());

                    assertThat(view.semantic(vector)
                                    .rank(DocumentFilter.NONE, 12)
                                    .matches())
                            .extracting(Match::docId)
                            .containsExactlyElementsOf(nearest(documents.subList(40, 600), vector, 12));
                }
            }
        }
    }

    private static List<String> nearest(List<IndexableDocument> documents, float[] vector, int most) {
        return documents.stream()
                .sorted(Comparator.comparingDouble((IndexableDocument each) -> similarity(each, vector))
                        .reversed())
                .limit(most)
                .map(each -> each.event().docId())
                .toList();
    }

    /** Of the nearest passage. */
    private static double similarity(IndexableDocument document, float[] vector) {
        return document.event().passages().stream()
                .mapToDouble(
                        passage -> VectorUtil.dotProduct(passage.embedding().components(), vector))
                .max()
                .orElseThrow();
    }
}
