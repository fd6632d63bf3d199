package io.trovex.index.generation;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.GateCheck;
import io.trovex.index.generation.GateProperties.Sentinel;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.search.DegradedReason;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.QueryEmbedderUnavailableException;
import io.trovex.index.search.SearchService;
import io.trovex.index.search.SearchSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class SentinelsTests {
    private static final int DOCUMENTS = 60;

    @TempDir
    Path directory;

    private LuceneIndex index;

    @BeforeEach
    void open() {
        index = LuceneIndex.open(directory, GENERATION, IndexSettings.DEFAULTS);
        for (int i = 0; i < DOCUMENTS; i++) {
            write("doc-" + i, i);
        }
        index.refresh();
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void areFoundByASoundModel() {
        assertThat(check(SentinelsTests::sound, SentinelsTests::sound)).satisfies(check -> {
            assertThat(check.passed()).isTrue();
            assertThat(check.detail()).isEqualTo("20 of 20 documents found by their first words");
        });
    }

    @Test
    void areLostByAModelThatTakesQueriesForSomethingElse() {
        QueryEmbedder broken = query -> vector(number(query) + 1_000);

        assertThat(check(broken, SentinelsTests::sound).passed()).isFalse();
        assertThat(check(broken, broken).passed())
                .as("a serving model that is as broken excuses nothing")
                .isFalse();
    }

    @Test
    void areNotAskedWithoutTheModel() {
        GateCheck check = check(
                _ -> {
                    throw new QueryEmbedderUnavailableException(DegradedReason.EMBEDDER_UNAVAILABLE, "away", null);
                },
                SentinelsTests::sound);

        assertThat(check.passed()).isFalse();
        assertThat(check.detail()).endsWith("its model makes no query vectors");
    }

    @Test
    void aDoubleIsAsGoodAsTheDocument() {
        for (int copy = 0; copy < 15; copy++) {
            for (int i = 0; i < 2; i++) {
                write("copy-" + copy + "-" + i, i);
            }
        }
        index.refresh();

        assertThat(check(SentinelsTests::sound, SentinelsTests::sound)).satisfies(check -> {
            assertThat(check.passed()).isTrue();
            assertThat(check.detail()).isEqualTo("20 of 20 documents found by their first words");
        });
    }

    @Test
    void anOperatorsQueriesMustAllBeAnswered() {
        KnownAnswers known = new KnownAnswers(
                List.of(new Sentinel("w3 tells of the tide", "doc-3"), new Sentinel("w4 tells", "doc-4")));
        SearchService candidate = new SearchService(index, SentinelsTests::sound, SearchSettings.DEFAULTS);

        assertThat(known.check(candidate)).satisfies(check -> {
            assertThat(check.passed()).isTrue();
            assertThat(check.detail()).isEqualTo("2 of 2 known answers among the first 10");
        });
        assertThat(new KnownAnswers(List.of(new Sentinel("w3 tells of the tide", "gone"))).check(candidate))
                .satisfies(check -> {
                    assertThat(check.passed()).isFalse();
                    assertThat(check.detail())
                            .isEqualTo("0 of 1 known answers among the first 10, not \"w3 tells of the tide\" (gone)");
                });
    }

    @Test
    void anOperatorsQueriesComeFromTheConfiguration() {
        new ApplicationContextRunner()
                .withUserConfiguration(Properties.class)
                .withPropertyValues(
                        "trovex.gate.sentinels[0].query=who pays the customs",
                        "trovex.gate.sentinels[0].document=doc-7",
                        "trovex.gate.compared-queries=9")
                .run(started -> assertThat(started.getBean(GateProperties.class))
                        .isEqualTo(new GateProperties(List.of(new Sentinel("who pays the customs", "doc-7")), 9)));
        new ApplicationContextRunner()
                .withUserConfiguration(Properties.class)
                .withPropertyValues("trovex.gate.sentinels[0].query=who pays the customs")
                .run(started -> assertThat(started).hasFailed());
        new ApplicationContextRunner()
                .withUserConfiguration(Properties.class)
                .run(started ->
                        assertThat(started.getBean(GateProperties.class)).isEqualTo(new GateProperties(List.of(), 50)));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(GateProperties.class)
    static class Properties {}

    private GateCheck check(QueryEmbedder candidate, QueryEmbedder serving) {
        SearchService candidates = new SearchService(index, candidate, SearchSettings.DEFAULTS);
        return Sentinels.of(new OpenGeneration(index, candidates, null))
                .check(candidates, new SearchService(index, serving, SearchSettings.DEFAULTS));
    }

    private void write(String docId, int number) {
        index.apply(List.of(document(docId, "w" + number + " tells of the tide", vector(number))
                .embedded()));
    }

    private static float[] sound(String query) {
        return vector(number(query));
    }

    private static int number(String query) {
        return Integer.parseInt(query.substring(1, query.indexOf(' ')));
    }

    private static float[] vector(int number) {
        Random random = new Random(number);
        float[] vector = new float[4];
        double squares = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }
}
