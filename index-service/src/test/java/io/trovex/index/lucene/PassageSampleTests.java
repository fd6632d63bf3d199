package io.trovex.index.lucene;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.delete;
import static io.trovex.index.lucene.Documents.document;
import static io.trovex.index.lucene.Documents.passage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.SampledPassage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassageSampleTests {
    @TempDir
    Path directory;

    private LuceneIndex index;
    private int filled;

    @BeforeEach
    void open() {
        index = LuceneIndex.open(directory, GENERATION, IndexSettings.DEFAULTS);
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void aPassageComesWithItsTextItsDocumentsTitleAndItsVector() {
        String body = "Rivers run. Boats float.";
        index.apply(List.of(document("boats", body)
                .title("Water")
                .passages(passage(body, "Rivers run.", 1, 0, 0, 0), passage(body, "Boats float.", 0, 0.6f, 0.8f, 0))
                .embedded()));
        index.refresh();

        List<SampledPassage> all = sample(10, 1);

        assertThat(all)
                .extracting(SampledPassage::title, SampledPassage::text)
                .containsExactly(tuple("Water", "Rivers run."), tuple("Water", "Boats float."));
        assertThat(all.get(1).vector().components()).containsExactly(0, 0.6f, 0.8f, 0);
    }

    @Test
    void whatWasDeletedOrReplacedIsNotDrawn() {
        fill(40);
        index.apply(List.of(
                delete("doc-3", 2),
                document("doc-7", "new", 1, 0, 0, 0).version(2).embedded()));
        index.refresh();

        List<String> texts = sample(100, 1).stream().map(SampledPassage::text).toList();

        assertThat(texts).hasSize(39).contains("new").doesNotContain("text 3", "text 7");
    }

    @Test
    void eachPassageIsAsLikelyAsAnother() {
        fill(20);
        fill(20);
        Map<String, Integer> drawn = new HashMap<>();

        for (int seed = 0; seed < 1_000; seed++) {
            List<SampledPassage> sample = sample(10, seed);
            assertThat(sample).extracting(SampledPassage::text).hasSize(10).doesNotHaveDuplicates();
            sample.forEach(passage -> drawn.merge(passage.text(), 1, Integer::sum));
        }

        // 250 expected, standard deviation 14
        assertThat(drawn).hasSize(40);
        assertThat(drawn.values()).allSatisfy(times -> assertThat(times).isBetween(180, 320));
    }

    /** In a segment of their own. */
    private void fill(int count) {
        List<IndexableDocument> documents = new ArrayList<>();
        for (int i = 0; i < count; i++, filled++) {
            documents.add(
                    document("doc-" + filled, "text " + filled, 0, 0, 0, 1).embedded());
        }
        index.apply(documents);
        index.refresh();
    }

    private List<SampledPassage> sample(int most, long seed) {
        try (IndexView view = index.view()) {
            return view.samplePassages(most, new Random(seed));
        }
    }
}
