package io.trovex.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.Engine;
import io.trovex.index.opensearch.Login;
import io.trovex.index.opensearch.OpenSearchSettings;
import io.trovex.index.opensearch.VectorLibrary;
import io.trovex.index.search.statics.FitSettings;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class IndexPropertiesTests {
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Properties.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(IndexProperties.class)
    static class Properties {}

    @Test
    void aStaticEncoderIsFittedByTheDefaults() {
        read(context, properties -> {
            assertThat(properties.staticEncoder().settings()).isEqualTo(FitSettings.DEFAULTS);
            assertThat(properties.staticEncoder().interval()).isEqualTo(Duration.ofSeconds(15));
        });
    }

    @Test
    void everyPropertyOfTheStaticEncoder() {
        ApplicationContextRunner changed = context.withPropertyValues(
                "trovex.index.static-encoder.minimum-passages=7",
                "trovex.index.static-encoder.growth=1.5",
                "trovex.index.static-encoder.samples=11",
                "trovex.index.static-encoder.words=13",
                "trovex.index.static-encoder.interval=2s");

        read(changed, properties -> {
            assertThat(properties.staticEncoder().settings()).isEqualTo(new FitSettings(7, 1.5, 11, 13));
            assertThat(properties.staticEncoder().interval()).isEqualTo(Duration.ofSeconds(2));
        });
    }

    @Test
    void luceneKeepsTheIndexUnlessAClusterIsToldTo() {
        read(context, properties -> {
            assertThat(properties.engine()).isEqualTo(Engine.LUCENE);
            assertThat(properties.openSearchSettings())
                    .isEqualTo(new OpenSearchSettings(
                            URI.create("http://localhost:9200"),
                            null,
                            "trovex",
                            1,
                            1,
                            VectorLibrary.LUCENE,
                            Duration.ofSeconds(10),
                            10_000));
        });
    }

    @Test
    void everyPropertyOfOpenSearch() {
        ApplicationContextRunner changed = context.withPropertyValues(
                "trovex.index.engine=opensearch",
                "trovex.index.exact-passages=5",
                "trovex.index.opensearch.url=http://search.example:9201",
                "trovex.index.opensearch.username=shop",
                "trovex.index.opensearch.password=secret",
                "trovex.index.opensearch.prefix=shop_1",
                "trovex.index.opensearch.shards=3",
                "trovex.index.opensearch.replicas=0",
                "trovex.index.opensearch.vectors=detect",
                "trovex.index.opensearch.timeout=2s");

        read(changed, properties -> {
            assertThat(properties.engine()).isEqualTo(Engine.OPENSEARCH);
            assertThat(properties.openSearchSettings())
                    .isEqualTo(new OpenSearchSettings(
                            URI.create("http://search.example:9201"),
                            new Login("shop", "secret"),
                            "shop_1",
                            3,
                            0,
                            VectorLibrary.DETECT,
                            Duration.ofSeconds(2),
                            5));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "engine=solr",
                "opensearch.url=search.example",
                "opensearch.url=ftp://search.example",
                "opensearch.url=http://shop:secret@search.example",
                "opensearch.username=shop",
                "opensearch.password=secret",
                "opensearch.prefix=Shop",
                "opensearch.prefix=",
                "opensearch.shards=0",
                "opensearch.replicas=-1",
                "opensearch.timeout=0s"
            })
    void anEngineThatCannotBeIsRefused(String property) {
        context.withPropertyValues("trovex.index." + property)
                .run(started -> assertThat(started).hasFailed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimum-passages=0", "growth=1", "samples=0", "words=0", "interval=0s"})
    void whatMakesNoSenseIsRefused(String property) {
        context.withPropertyValues("trovex.index.static-encoder." + property)
                .run(started -> assertThat(started).hasFailed());
    }

    private static void read(ApplicationContextRunner runner, Consumer<IndexProperties> check) {
        runner.run(started -> check.accept(started.getBean(IndexProperties.class)));
    }
}
