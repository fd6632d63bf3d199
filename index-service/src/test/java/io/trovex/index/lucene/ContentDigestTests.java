package io.trovex.index.lucene;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.delete;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.ContentDigest;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.IndexableDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentDigestTests {
    private static final Generation OTHER = new Generation("g2-other", "other-model", 8);

    @TempDir
    Path directory;

    private LuceneIndex one;
    private LuceneIndex other;

    @BeforeEach
    void open() {
        one = LuceneIndex.open(directory.resolve("one"), GENERATION, IndexSettings.DEFAULTS);
        other = LuceneIndex.open(directory.resolve("other"), OTHER, IndexSettings.DEFAULTS);
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void twoModelsOfTheSameDocumentsAgreeInWhateverOrderTheyCame() {
        one.apply(Documents.random(new Random(1), 200, GENERATION));
        List<IndexableDocument> later = new ArrayList<>(Documents.random(new Random(2), 200, OTHER));
        Collections.shuffle(later, new Random(3));
        other.apply(later.subList(0, 90));
        other.refresh();
        other.apply(later.subList(90, 200));

        assertThat(digest(other).documents()).isEqualTo(200);
        assertThat(digest(one).differences(digest(other)).isEmpty()).isTrue();
    }

    @Test
    void anotherVersionOfOneDocumentShows() {
        one.apply(Documents.random(new Random(1), 200, GENERATION));
        ContentDigest before = digest(one);

        one.apply(List.of(document("doc-7", "newer", 1, 0, 0, 0).version(2).embedded()));

        assertThat(digest(one).documents()).isEqualTo(200);
        assertThat(digest(one).differences(before).cardinality()).isOne();
    }

    @Test
    void aMissingDocumentShows() {
        one.apply(Documents.random(new Random(1), 200, GENERATION));
        ContentDigest before = digest(one);

        one.apply(List.of(delete("doc-7", 2)));

        assertThat(digest(one).documents()).isEqualTo(199);
        assertThat(digest(one).differences(before).cardinality()).isOne();
    }

    private static ContentDigest digest(LuceneIndex index) {
        index.refresh();
        try (IndexView view = index.view()) {
            return view.digest();
        }
    }
}
