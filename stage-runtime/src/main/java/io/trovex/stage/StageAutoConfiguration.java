package io.trovex.stage;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.trovex.contracts.Generation;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** The beans behind {@link Stages} and {@link EventSender}. */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
@EnableConfigurationProperties({GenerationProperties.class, TopicProperties.class})
class StageAutoConfiguration {
    private static final long FIRST_RETRY_MS = 200;
    private static final long LONGEST_RETRY_MS = 10_000;

    @Bean
    Generation generation(GenerationProperties properties) {
        return properties.generation();
    }

    @Bean
    KafkaAdmin.NewTopics pipelineTopics(TopicProperties properties, Generation generation) {
        return new KafkaAdmin.NewTopics(new PipelineTopics(properties).of(generation));
    }

    @Bean
    EventCodec eventCodec() {
        return new EventCodec();
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    KafkaTemplate<byte[], byte[]> kafkaTemplate(ProducerFactory<byte[], byte[]> producers) {
        return new KafkaTemplate<>(producers);
    }

    @Bean
    RecordTrace recordTrace(Tracer tracer, Propagator propagator) {
        return new RecordTrace(tracer, propagator);
    }

    @Bean
    EventRecords eventRecords(EventCodec codec, RecordTrace trace, Clock clock) {
        return new EventRecords(codec, trace, clock);
    }

    @Bean
    EventSender eventSender(KafkaTemplate<byte[], byte[]> kafka, EventRecords records) {
        return new EventSender(kafka, records);
    }

    @Bean
    Stages stages(
            EventCodec codec,
            EventRecords records,
            RecordTrace trace,
            KafkaTemplate<byte[], byte[]> kafka,
            MeterRegistry meters) {
        return new Stages(codec, records, trace, kafka, meters);
    }

    /** Offers the same poll again until the dependency is back; the consumer stays in its group meanwhile. */
    @Bean
    CommonErrorHandler dependencyRetries() {
        ExponentialBackOff backOff = new ExponentialBackOff(FIRST_RETRY_MS, 2);
        backOff.setMaxInterval(LONGEST_RETRY_MS);
        backOff.setJitter(FIRST_RETRY_MS / 2);
        DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
        handler.setClassifications(Map.of(), true);
        return handler;
    }

    @Bean("stage")
    ListenersHealthIndicator listenersHealthIndicator(KafkaListenerEndpointRegistry listeners) {
        return new ListenersHealthIndicator(listeners);
    }
}
