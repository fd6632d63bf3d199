package io.trovex.index;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationRegistry;
import io.trovex.contracts.Generation;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.SearchService;
import io.trovex.index.search.http.CachingQueryEmbedder;
import io.trovex.index.search.http.HttpQueryEmbedder;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the generation's index and the search over it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IndexProperties.class)
class IndexConfiguration {

    @Bean
    LuceneIndex luceneIndex(IndexProperties properties, Generation generation, Clock clock) {
        return LuceneIndex.open(
                properties.directory().resolve(generation.id()), generation, properties.indexSettings(), clock);
    }

    /** Takes the query embedder of this process where there is one, else the embedding service's. */
    @Bean
    SearchService searchService(
            LuceneIndex index,
            IndexProperties properties,
            ObjectProvider<QueryEmbedder> ownEmbedder,
            ObservationRegistry observations) {
        QueryEmbedder embedder = ownEmbedder.getIfAvailable(
                () -> new HttpQueryEmbedder(properties.embedder().settings(), index.generation(), observations));
        return new SearchService(
                index, new CachingQueryEmbedder(embedder, properties.queryCacheSize()), properties.searchSettings());
    }

    @Bean
    MeterBinder documentsGauge(LuceneIndex index) {
        return registry -> Gauge.builder(
                        IndexMeter.DOCUMENTS.meterName(),
                        index,
                        open -> open.statistics().documents())
                .register(registry);
    }
}
