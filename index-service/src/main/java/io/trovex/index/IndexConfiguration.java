package io.trovex.index;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationRegistry;
import io.trovex.contracts.Engine;
import io.trovex.contracts.Generation;
import io.trovex.index.canary.CanarySettings;
import io.trovex.index.engine.EngineRouter;
import io.trovex.index.engine.GenerationDirectories;
import io.trovex.index.engine.IndexEngine;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.generation.GenerationIndexes;
import io.trovex.index.generation.GenerationSearches;
import io.trovex.index.lucene.LuceneEngine;
import io.trovex.index.opensearch.OpenSearchEngine;
import io.trovex.index.routing.CanaryJournal;
import io.trovex.index.routing.CanaryMeters;
import io.trovex.index.routing.CanaryRun;
import io.trovex.index.routing.RecentSearches;
import io.trovex.index.routing.SearchRouter;
import io.trovex.index.routing.kafka.KafkaCanaryJournal;
import io.trovex.index.search.KeptSearches;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.QueryEmbedders;
import io.trovex.index.search.QueryPatience;
import io.trovex.index.search.RememberedAnswers;
import io.trovex.index.search.SearchService;
import io.trovex.index.search.guard.EmbedderGuards;
import io.trovex.index.search.http.CachingQueryEmbedder;
import io.trovex.index.search.http.HttpQueryEmbedder;
import io.trovex.index.search.http.HttpQueryEmbedders;
import io.trovex.index.search.statics.StaticEncoders;
import io.trovex.index.shadow.QueryLog;
import io.trovex.index.shadow.kafka.KafkaQueryLog;
import io.trovex.index.snapshot.RestoringEngine;
import io.trovex.index.snapshot.Snapshots;
import io.trovex.index.suggest.Suggester;
import io.trovex.index.synonym.kafka.SynonymLog;
import io.trovex.stage.EventCodec;
import io.trovex.stage.EventSender;
import io.trovex.stage.generation.kafka.GenerationLog;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

/** Opens the generation's index and the search over it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({IndexProperties.class, CanaryProperties.class})
class IndexConfiguration {

    @Bean
    Snapshots snapshots(IndexProperties properties, Clock clock) {
        return new Snapshots(properties.snapshots(), LuceneEngine.SCHEMA, clock);
    }

    @Bean
    IndexEngine indexEngine(IndexProperties properties, Snapshots snapshots, Clock clock) {
        GenerationDirectories directories = new GenerationDirectories(properties.directory());
        return new EngineRouter(
                properties.engine(),
                Map.of(
                        Engine.LUCENE,
                        () -> {
                            LuceneEngine lucene = new LuceneEngine(directories, properties.indexSettings(), clock);
                            String restored = properties.restore();
                            return restored == null
                                    ? lucene
                                    : new RestoringEngine(lucene, snapshots, restored, directories);
                        },
                        Engine.OPENSEARCH,
                        () -> new OpenSearchEngine(properties.openSearchSettings(), directories, clock)));
    }

    @Bean
    SearchIndex searchIndex(IndexEngine engine, Generation generation) {
        return engine.open(generation);
    }

    @Bean
    EmbedderGuards embedderGuards(IndexProperties properties, MeterRegistry meters) {
        return new EmbedderGuards(properties.embedder().guardSettings(), meters);
    }

    @Bean
    StaticEncoders staticEncoders(IndexProperties properties, Clock clock, MeterRegistry meters) {
        return new StaticEncoders(properties.staticEncoder().settings(), clock, meters);
    }

    /** Takes the query embedder of this process where there is one, else the embedding service's. */
    @Bean
    SearchService searchService(
            SearchIndex index,
            IndexProperties properties,
            EmbedderGuards guards,
            StaticEncoders staticEncoders,
            SynonymLog synonyms,
            KeptSearches kept,
            RememberedAnswers answers,
            ObjectProvider<QueryEmbedder> ownEmbedder,
            GenerationLog generations,
            ObservationRegistry observations) {
        QueryEmbedder embedder = ownEmbedder.getIfAvailable(() -> new HttpQueryEmbedder(
                properties.embedder().settings(), index.generation(), versions(generations), observations));
        QueryEmbedder guarded = guards.guard(index.generation().id(), embedder);
        return new SearchService(
                        index,
                        new CachingQueryEmbedder(guarded, properties.queryCacheSize()),
                        staticEncoders.open(index),
                        synonyms::synonyms,
                        properties.searchSettings(),
                        kept)
                .remembering(answers);
    }

    private static Function<String, Optional<String>> versions(GenerationLog log) {
        return generation -> log.generations().modelVersion(generation);
    }

    /** The embedders of this process where there are any, else the embedding service's. */
    @Bean
    GenerationSearches generationSearches(
            IndexProperties properties,
            EmbedderGuards guards,
            StaticEncoders staticEncoders,
            SynonymLog synonyms,
            KeptSearches kept,
            RememberedAnswers answers,
            ObjectProvider<QueryEmbedders> ownEmbedders,
            GenerationLog generations,
            ObservationRegistry observations) {
        QueryEmbedders embedders = ownEmbedders.getIfAvailable(
                () -> new HttpQueryEmbedders(properties.embedder().settings(), versions(generations), observations));
        return new GenerationSearches(
                embedders,
                guards,
                staticEncoders,
                embedder -> new CachingQueryEmbedder(embedder, properties.queryCacheSize()),
                synonyms::synonyms,
                properties.searchSettings(),
                kept,
                answers);
    }

    @Bean
    QueryPatience queryPatience(IndexProperties properties) {
        return new QueryPatience(properties.embedder().timeout());
    }

    @Bean
    RememberedAnswers rememberedAnswers(IndexProperties properties) {
        return new RememberedAnswers(properties.answerCacheMegabytes());
    }

    @Bean
    MeterBinder answersCounters(RememberedAnswers answers) {
        return registry -> {
            IndexMeter.ANSWERS.counter(
                    registry, answers, each -> each.statistics().hitCount(), "result", "remembered");
            IndexMeter.ANSWERS.counter(
                    registry, answers, each -> each.statistics().missCount(), "result", "found");
        };
    }

    @Bean
    SynonymLog synonymLog(
            EventCodec codec, EventSender sender, ConsumerFactory<byte[], byte[]> consumers, Clock clock) {
        return new SynonymLog(() -> consumers.createConsumer(null, "synonym-log", null), codec, sender, clock);
    }

    /** Closed before the index whose views it holds. */
    @Bean
    KeptSearches keptSearches(IndexProperties properties, SearchIndex index, Clock clock) {
        return new KeptSearches(properties.cursors().settings(), clock);
    }

    @Bean
    MeterBinder cursorsGauge(KeptSearches kept) {
        return registry -> Gauge.builder(IndexMeter.CURSORS.meterName(), kept, KeptSearches::size)
                .register(registry);
    }

    @Bean
    QueryLog queryLog(EventCodec codec, ConsumerFactory<byte[], byte[]> consumers) {
        return new KafkaQueryLog(codec, () -> consumers.createConsumer(null, "search-queries-shadow", null));
    }

    @Bean
    CanaryJournal canaryJournal(EventSender sender, MeterRegistry meters) {
        return new KafkaCanaryJournal(sender, meters);
    }

    @Bean
    CanarySettings canarySettings(CanaryProperties properties) {
        return properties.settings();
    }

    @Bean
    MeterBinder canaryMeters(CanaryRun run, Clock clock) {
        return new CanaryMeters(run, clock);
    }

    @Bean
    CanaryRun canaryRun(GenerationIndexes indexes, CanaryJournal journal, Clock clock) {
        return new CanaryRun(
                indexes::search,
                journal,
                clock,
                task -> Thread.ofVirtual().name("canary-journal").start(task));
    }

    @Bean
    RecentSearches recentSearches() {
        return new RecentSearches();
    }

    @Bean
    SearchRouter searchRouter(CanaryRun run, RecentSearches recent) {
        return new SearchRouter(run, recent);
    }

    @Bean
    Supplier<SearchIndex> servingIndex(GenerationIndexes indexes) {
        return indexes::answering;
    }

    @Bean
    Suggester suggester(Supplier<SearchIndex> servingIndex) {
        return new Suggester(servingIndex);
    }

    @Bean
    MeterBinder documentsGauge(GenerationIndexes indexes) {
        return registry -> Gauge.builder(
                        IndexMeter.DOCUMENTS.meterName(),
                        indexes,
                        open -> open.serving().statistics().documents())
                .register(registry);
    }
}
