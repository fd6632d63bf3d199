package io.trovex.index.search.statics;

import static io.trovex.index.search.statics.WordyDocuments.GENERATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trovex.contracts.Generation;
import io.trovex.index.lucene.Documents;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.QueryEmbedderUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.lucene.util.VectorUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticEncodersTests {
    private static final FitSettings SETTINGS = new FitSettings(200, 2, 400, 1_000);
    private static final Clock CLOCK = Clock.fixed(Documents.NOON, ZoneOffset.UTC);

    @TempDir
    Path directory;

    private final WordyDocuments documents = new WordyDocuments(5);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private LuceneIndex index;
    private StaticEncoders encoders;
    private QueryEmbedder standIn;

    @BeforeEach
    void open() {
        index = LuceneIndex.open(directory.resolve("index"), GENERATION, IndexSettings.DEFAULTS);
        encoders = new StaticEncoders(SETTINGS, CLOCK, meters);
        standIn = encoders.open(index);
    }

    @AfterEach
    void close() {
        encoders.close();
        index.close();
    }

    @Test
    void queriesGetVectorsNearTheModelsOwn() throws InterruptedException {
        fill(300);

        encoders.fitDue();

        double cosines = 0;
        for (int i = 0; i < 50; i++) {
            String query = documents.text(4);
            cosines += VectorUtil.dotProduct(standIn.embed(query), documents.vector(query));
        }
        assertThat(cosines / 50).isGreaterThan(0.9);
        assertThat(encoders.fits())
                .containsOnlyKeys(GENERATION.id())
                .containsValue(Optional.of(new Fit(GENERATION.id(), GENERATION.model(), 300, 300, 80, Documents.NOON)));
        assertThat(passagesMeter()).isEqualTo(300);
        assertThat(fitted()).isEqualTo(1);
    }

    @Test
    void aGenerationWithFewPassagesHasNone() throws InterruptedException {
        fill(199);

        encoders.fitDue();

        assertThat(encoders.fits()).containsEntry(GENERATION.id(), Optional.empty());
        assertThatThrownBy(() -> standIn.embed("bak"))
                .isInstanceOf(QueryEmbedderUnavailableException.class)
                .hasMessage("no static encoder yet");
        assertThat(passagesMeter()).isZero();
    }

    @Test
    void itIsFittedAgainOnceTheGenerationHasGrownSeveralFold() throws InterruptedException {
        fill(250);
        encoders.fitDue();
        fill(249);
        encoders.fitDue();
        assertThat(fitted()).isEqualTo(1);

        fill(1);
        encoders.fitDue();

        assertThat(fitted()).isEqualTo(2);
        assertThat(passagesMeter()).isEqualTo(500);
        assertThat(encoders.fits().get(GENERATION.id()))
                .hasValueSatisfying(fit -> assertThat(fit.samples()).isEqualTo(400));
    }

    @Test
    void aRestartHasItAtOnce() throws InterruptedException {
        fill(250);
        encoders.fitDue();
        float[] before = standIn.embed("bak cak");

        standIn = restarted();

        assertThat(standIn.embed("bak cak")).isEqualTo(before);
        encoders.fitDue();
        assertThat(fitted()).isEqualTo(1);
    }

    @Test
    void aDamagedFileIsAsGoodAsNone() throws Exception {
        fill(250);
        encoders.fitDue();
        Path file = index.directory().resolve("static-encoder.bin");
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);

        standIn = restarted();

        assertThatThrownBy(() -> standIn.embed("bak")).isInstanceOf(QueryEmbedderUnavailableException.class);
        encoders.fitDue();
        assertThat(standIn.embed("bak")).hasSize(GENERATION.dimension());
    }

    @Test
    void anotherGenerationsFileIsRefused() throws Exception {
        fill(250);
        encoders.fitDue();

        assertThatThrownBy(() ->
                        new EncoderFile(index.directory().resolve("static-encoder.bin")).read(Documents.GENERATION))
                .isInstanceOf(IOException.class)
                .hasMessage("it belongs to generation g1-words of adding-model");
    }

    @Test
    void theWordsAreLeftToAQueryOfWhichItKnowsNone() throws InterruptedException {
        fill(250);
        encoders.fitDue();

        assertThatThrownBy(() -> standIn.embed("zebra"))
                .isInstanceOf(QueryEmbedderUnavailableException.class)
                .hasMessage("the static encoder knows no word of the query");
        assertThat(standIn.embed("zebra bak")).isEqualTo(standIn.embed("bak"));
    }

    @Test
    void eachGenerationHasItsOwn() throws InterruptedException {
        Generation other = new Generation("g2-words", "another-model", 24);
        try (LuceneIndex candidate = LuceneIndex.open(directory.resolve("g2"), other, IndexSettings.DEFAULTS)) {
            QueryEmbedder ofOther = encoders.open(candidate);
            fill(250);
            encoders.fitDue();

            assertThat(standIn.embed("bak")).hasSize(24);
            assertThatThrownBy(() -> ofOther.embed("bak")).hasMessage("no static encoder yet");
            assertThat(encoders.fits()).containsOnlyKeys("g1-words", "g2-words");
            encoders.release(other);
            assertThat(encoders.fits()).containsOnlyKeys("g1-words");
        }
    }

    @Test
    void aReleasedGenerationsDirectoryStaysAsItIs() throws Exception {
        fill(250);
        StandIn open = new StandIn(index);
        FittedEncoder encoder = EncoderFitting.sample(index, SETTINGS).fit(Documents.NOON);

        encoders.release(GENERATION);
        open.release();
        open.replace(encoder);

        assertThat(index.directory().resolve("static-encoder.bin")).doesNotExist();
        assertThat(encoders.fits()).isEmpty();
        assertThat(meters.find("trovex.index.static.passages").gauge()).isNull();
    }

    private void fill(int count) {
        index.apply(documents.more(count));
        index.refresh();
    }

    /** Everything but the files is new. */
    private QueryEmbedder restarted() {
        close();
        index = LuceneIndex.open(directory.resolve("index"), GENERATION, IndexSettings.DEFAULTS);
        encoders = new StaticEncoders(SETTINGS, CLOCK, meters);
        return encoders.open(index);
    }

    private double passagesMeter() {
        return meters.get("trovex.index.static.passages").gauge().value();
    }

    private long fitted() {
        return meters.get("trovex.index.static.fit")
                .tag("outcome", "fitted")
                .timer()
                .count();
    }
}
