package io.trovex.index.lucene.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusteredVectorsFormatTests {
    private static final int DIMENSION = 24;

    private final Random random = new Random(43);

    @TempDir
    Path path;

    @Test
    void everyVectorIsInOneClusterWhateverIsFlushedDeletedAndMerged() throws IOException {
        try (Directory directory = FSDirectory.open(path)) {
            write(directory, 10_500);
            assertThat(clusters(directory)).singleElement().satisfies(clusters -> {
                assertThat(clusters.count()).isEqualTo(102);
                assertThat(clusters.passages()).isEqualTo(10_500);
            });
            assertThat(passages(directory)).containsExactlyElementsOf(withVectors(directory));

            write(directory, 700);
            assertThat(clusters(directory)).extracting(Clusters::count).containsExactly(102, 1);
            try (IndexWriter writer = new IndexWriter(directory, config())) {
                writer.deleteDocuments(new Term("id", "5"), new Term("id", "7"));
                writer.forceMerge(1);
            }
            assertThat(clusters(directory)).singleElement().satisfies(clusters -> {
                assertThat(clusters.count()).isEqualTo(105);
                assertThat(clusters.passages()).isEqualTo(11_196);
            });
            assertThat(passages(directory)).containsExactlyElementsOf(withVectors(directory));
            check(directory);
        }
    }

    @Test
    void aDirectoryThatIsNotMappedWillDo() throws IOException {
        try (Directory directory = new ByteBuffersDirectory()) {
            write(directory, 300);

            assertThat(passages(directory)).containsExactlyElementsOf(withVectors(directory));
        }
    }

    @Test
    void aSegmentMayHaveLostItsVectors() throws IOException {
        try (Directory directory = FSDirectory.open(path)) {
            try (IndexWriter writer = new IndexWriter(directory, config().setMergePolicy(NoMergePolicy.INSTANCE))) {
                writer.addDocument(document(1));
                writer.addDocument(new Document());
                writer.commit();
                writer.addDocument(new Document());
                writer.deleteDocuments(new Term("id", "1"));
            }
            assertThat(clusters(directory)).extracting(Clusters::passages).containsExactly(1);
            try (IndexWriter writer = new IndexWriter(directory, config())) {
                writer.forceMerge(1);
            }
            assertThat(clusters(directory)).allMatch(clusters -> clusters.passages() == 0);
            assertThat(passages(directory)).isEmpty();
            check(directory);
        }
    }

    @Test
    void vectorsOfBytesAreRefused() throws IOException {
        Document bytes = new Document();
        bytes.add(new KnnByteVectorField("bytes", new byte[] {1, 2}));
        try (Directory directory = FSDirectory.open(path);
                IndexWriter writer = new IndexWriter(directory, config())) {
            assertThatThrownBy(() -> writer.addDocument(bytes)).hasMessageContaining("bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ClusteredVectorsFormat.META, ClusteredVectorsFormat.DATA})
    void whatTheDiskChangedIsNoticed(String extension) throws IOException {
        try (Directory directory = FSDirectory.open(path)) {
            write(directory, 300);
            Path data;
            try (Stream<Path> files = Files.list(path)) {
                data = files.filter(file -> file.toString().endsWith(extension))
                        .findFirst()
                        .orElseThrow();
            }
            try (FileChannel file = FileChannel.open(data, StandardOpenOption.WRITE)) {
                file.write(ByteBuffer.wrap(new byte[] {42, 42, 42}), file.size() / 2);
            }
            assertThatThrownBy(() -> {
                        try (DirectoryReader reader = DirectoryReader.open(directory)) {
                            reader.leaves().getFirst().reader().checkIntegrity();
                        }
                    })
                    .isInstanceOf(CorruptIndexException.class);
        }
    }

    private void write(Directory directory, int count) throws IOException {
        try (IndexWriter writer = new IndexWriter(directory, config().setMergePolicy(NoMergePolicy.INSTANCE))) {
            for (int i = 0; i < count; i++) {
                writer.addDocument(document(i));
                if (i % 10 == 0) {
                    writer.addDocument(new Document());
                }
            }
        }
    }

    private Document document(int id) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        Document document = new Document();
        document.add(new StringField("id", String.valueOf(id), Field.Store.NO));
        document.add(new KnnFloatVectorField(
                "vector", VectorUtil.l2normalize(vector), VectorSimilarityFunction.DOT_PRODUCT));
        return document;
    }

    private static IndexWriterConfig config() {
        return new IndexWriterConfig()
                .setRAMBufferSizeMB(64)
                .setUseCompoundFile(false)
                .setCodec(new Lucene104Codec() {
                    @Override
                    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                        return new ClusteredVectorsFormat();
                    }
                });
    }

    private static List<Clusters> clusters(Directory directory) throws IOException {
        List<Clusters> clusters = new ArrayList<>();
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            reader.leaves().forEach(leaf -> {
                Clusters own = clusters(leaf.reader());
                if (own != null) {
                    clusters.add(own);
                }
            });
        }
        return clusters;
    }

    private static @Nullable Clusters clusters(LeafReader segment) {
        PerFieldKnnVectorsFormat.FieldsReader fields =
                (PerFieldKnnVectorsFormat.FieldsReader) ((CodecReader) segment).getVectorReader();
        return fields == null ? null : ((ClusteredVectorsReader) fields.getFieldReader("vector")).clusters("vector");
    }

    /** That a scan of all clusters shows, in order, each as often as it is there. */
    private static List<Integer> passages(Directory directory) throws IOException {
        List<Integer> found = new ArrayList<>();
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            reader.leaves().forEach(leaf -> {
                Clusters clusters = Objects.requireNonNull(clusters(leaf.reader()));
                QuantisedQuery query = new QuantisedQuery(new float[DIMENSION]);
                for (int cluster = 0; cluster < clusters.count(); cluster++) {
                    clusters.scan(cluster, query, 0, null, new Clusters.Candidates() {
                        @Override
                        public float least() {
                            return Float.NEGATIVE_INFINITY;
                        }

                        @Override
                        public void consider(int passage, float estimate) {
                            found.add(leaf.docBase + passage);
                        }
                    });
                }
            });
        }
        return found.stream().sorted().toList();
    }

    private static List<Integer> withVectors(Directory directory) throws IOException {
        List<Integer> documents = new ArrayList<>();
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            for (var leaf : reader.leaves()) {
                var vectors = leaf.reader().getFloatVectorValues("vector").iterator();
                while (vectors.nextDoc() < leaf.reader().maxDoc()) {
                    documents.add(leaf.docBase + vectors.docID());
                }
            }
        }
        return documents;
    }

    private static void check(Directory directory) throws IOException {
        try (CheckIndex check = new CheckIndex(directory)) {
            assertThat(check.checkIndex().clean).isTrue();
        }
    }
}
