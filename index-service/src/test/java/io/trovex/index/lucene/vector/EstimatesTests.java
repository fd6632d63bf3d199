package io.trovex.index.lucene.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.ByteBuffersIndexOutput;
import org.apache.lucene.util.VectorUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EstimatesTests {
    private static final int DIMENSION = 384;

    private final Random random = new Random(41);
    private final float[] estimates = new float[CodeBlock.PASSAGES];

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 31, 32, 33, 48, 64, 100, 384, 1024})
    void areTheSameBitsWithoutTheVectorApi(int dimension) throws IOException {
        CodeBlock layout = new CodeBlock(dimension);
        float[] centroid = vector(dimension);
        MemorySegment codes = codes(centroid, near(centroid, CodeBlock.PASSAGES));
        QuantisedQuery query = new QuantisedQuery(vector(dimension));

        Estimates.oneByOne(codes, 0, layout, query, 0.25f, 0, estimates);

        float[] vectorised = new float[CodeBlock.PASSAGES];
        VectorisedEstimates.of(codes, 0, layout, query, 0.25f, 0, vectorised);
        assertThat(vectorised).containsExactly(estimates);
    }

    @Test
    void comeCloseToTheProducts() throws IOException {
        float[] centroid = vector(DIMENSION);
        double squaredErrors = 0;
        double squaredErrorsOfTheCentroid = 0;
        for (int round = 0; round < 50; round++) {
            float[][] vectors = near(centroid, CodeBlock.PASSAGES);
            float[] question = near(vectors[round % CodeBlock.PASSAGES], 1)[0];
            double product = VectorUtil.dotProduct(centroid, question);

            estimate(centroid, vectors, question);

            int same = round % CodeBlock.PASSAGES;
            double expected = VectorUtil.dotProduct(vectors[same], question);
            squaredErrors += (estimates[same] - expected) * (estimates[same] - expected) / 50;
            squaredErrorsOfTheCentroid += (product - expected) * (product - expected) / 50;
        }
        // RaBitQ's is about .75 |r| |q - c| / sqrt(dimension); what the centroid alone tells is far off
        assertThat(Math.sqrt(squaredErrors)).isLessThan(1 / Math.sqrt(DIMENSION));
        assertThat(Math.sqrt(squaredErrorsOfTheCentroid)).isGreaterThan(0.2);
    }

    @Test
    void whatLiesAtTheCentroidIsAsNearAsIt() throws IOException {
        float[] centroid = vector(DIMENSION);
        float[] question = vector(DIMENSION);

        estimate(centroid, new float[][] {centroid}, question);

        assertThat(estimates[0]).isCloseTo(VectorUtil.dotProduct(centroid, question), within(1e-5f));
    }

    @Test
    void aPlaceWithoutAPassageIsFartherThanAny() throws IOException {
        float[] centroid = vector(DIMENSION);

        estimate(centroid, near(centroid, 3), vector(DIMENSION));

        for (int lane = 3; lane < CodeBlock.PASSAGES; lane++) {
            assertThat(estimates[lane]).isEqualTo(Float.NEGATIVE_INFINITY);
        }
    }

    @Test
    void tellWhetherAnyIsAbove() throws IOException {
        float[] centroid = vector(DIMENSION);
        MemorySegment codes = codes(centroid, near(centroid, 16));
        QuantisedQuery query = new QuantisedQuery(vector(DIMENSION));
        CodeBlock layout = new CodeBlock(DIMENSION);
        Estimates.of(codes, 0, layout, query, 0, Float.NEGATIVE_INFINITY, estimates);
        float most = estimates[0];
        for (float estimate : estimates) {
            most = Math.max(most, estimate);
        }

        assertThat(Estimates.of(codes, 0, layout, query, 0, most, estimates)).isFalse();
        assertThat(Estimates.of(codes, 0, layout, query, 0, Math.nextDown(most), estimates))
                .isTrue();
        assertThat(Estimates.oneByOne(codes, 0, layout, query, 0, most, estimates))
                .isFalse();
        assertThat(Estimates.oneByOne(codes, 0, layout, query, 0, Math.nextDown(most), estimates))
                .isTrue();
    }

    @Test
    void aQuestionOfNothingIsAnswered() throws IOException {
        float[] centroid = vector(DIMENSION);

        estimate(centroid, new float[][] {centroid}, new float[DIMENSION]);

        assertThat(estimates[0]).isZero();
    }

    private void estimate(float[] centroid, float[][] vectors, float[] question) throws IOException {
        Estimates.of(
                codes(centroid, vectors),
                0,
                new CodeBlock(DIMENSION),
                new QuantisedQuery(question),
                VectorUtil.dotProduct(centroid, question),
                Float.NEGATIVE_INFINITY,
                estimates);
    }

    private static MemorySegment codes(float[] centroid, float[][] vectors) throws IOException {
        ClusterCodes cluster = new ClusterCodes(centroid);
        for (int i = 0; i < vectors.length; i++) {
            cluster.add(i, vectors[i]);
        }
        ByteBuffersDataOutput bytes = new ByteBuffersDataOutput();
        try (ByteBuffersIndexOutput output = new ByteBuffersIndexOutput(bytes, "codes", "codes")) {
            cluster.writeTo(output);
        }
        return MemorySegment.ofArray(bytes.toArrayCopy());
    }

    private float[][] near(float[] centroid, int count) {
        float[][] vectors = new float[count][];
        for (int i = 0; i < count; i++) {
            vectors[i] = vector(centroid.length);
            for (int j = 0; j < centroid.length; j++) {
                vectors[i][j] += centroid[j];
            }
            VectorUtil.l2normalize(vectors[i]);
        }
        return vectors;
    }

    private float[] vector(int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return VectorUtil.l2normalize(vector);
    }
}
