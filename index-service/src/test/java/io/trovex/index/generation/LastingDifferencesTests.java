package io.trovex.index.generation;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastingDifferencesTests {
    @TempDir
    Path directory;

    private final LastingDifferences differences = new LastingDifferences();
    private LuceneIndex serving;
    private LuceneIndex candidate;

    @BeforeEach
    void open() {
        serving = LuceneIndex.open(directory.resolve("serving"), GENERATION, IndexSettings.DEFAULTS);
        candidate = LuceneIndex.open(directory.resolve("candidate"), GENERATION, IndexSettings.DEFAULTS);
        for (int i = 0; i < 20; i++) {
            write(serving, "doc-" + i, 1);
            write(candidate, "doc-" + i, 1);
        }
    }

    @AfterEach
    void close() {
        serving.close();
        candidate.close();
    }

    @Test
    void theSameIsNoDifferenceAtTheFirstLook() {
        look();

        assertThat(differences.missing()).isEmpty();
        assertThat(differences.different()).isEmpty();
        assertThat(differences.own().documents()).isEqualTo(20);
    }

    @Test
    void whatOneOfThemNeverGetsStaysMissing() {
        write(serving, "lost", 1);
        write(candidate, "deleted", 1);
        for (int i = 0; i < 3; i++) {
            look();
        }

        assertThat(differences.missing()).containsExactly("deleted", "lost");
        assertThat(differences.different()).isEmpty();
    }

    @Test
    void anotherVersionThatStaysIsADifference() {
        write(serving, "doc-3", 2);
        look();
        look();

        assertThat(differences.different()).containsExactly("doc-3");
        assertThat(differences.missing()).isEmpty();
    }

    @Test
    void whatIsUnderWayAtEveryLookButNeverTheSameIsNone() {
        for (int i = 0; i < 4; i++) {
            write(serving, "new-" + i, 1);
            write(serving, "doc-5", 10 + i);
            look();
            write(candidate, "new-" + i, 1);
            write(candidate, "doc-5", 10 + i);
        }

        assertThat(differences.missing()).isEmpty();
        assertThat(differences.different()).isEmpty();
        assertThat(differences.served().documents())
                .as("one more at every look")
                .isEqualTo(differences.own().documents() + 1);
    }

    private void look() {
        serving.refresh();
        candidate.refresh();
        differences.look(serving, candidate);
    }

    private static void write(LuceneIndex index, String docId, long version) {
        index.apply(List.of(
                document(docId, "Text of " + docId, 1, 0, 0, 0).version(version).embedded()));
    }
}
