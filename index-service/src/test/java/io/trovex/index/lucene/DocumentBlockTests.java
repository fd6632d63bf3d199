package io.trovex.index.lucene;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.delete;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentBlockTests {
    @TempDir
    Path directory;

    @Test
    void allMembersHaveALengthButOnlyTheDocumentHasWords() throws IOException {
        try (LuceneIndex index = LuceneIndex.open(directory, GENERATION, IndexSettings.DEFAULTS)) {
            index.apply(List.of(
                    document("a", "some words", 1, 0, 0, 0).embedded(),
                    document("b", "more words", 0, 1, 0, 0).embedded(),
                    delete("c", 3)));
            index.commit();
        }

        try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(directory))) {
            for (LeafReaderContext segment : reader.leaves()) {
                LeafReader members = segment.reader();
                NumericDocValues lengths = members.getNormValues(Fields.TEXT);
                for (int member = 0; member < members.maxDoc(); member++) {
                    assertThat(lengths.advanceExact(member)).isTrue();
                }
            }
            assertThat(reader.maxDoc()).isEqualTo(5);
            assertThat(reader.getDocCount(Fields.TEXT)).isEqualTo(2);
        }
    }
}
