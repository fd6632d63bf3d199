package io.trovex.stage;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.trovex.contracts.Generation;
import io.trovex.stage.generation.kafka.GenerationTopics;
import io.trovex.stage.threads.Carriers;
import io.trovex.stage.threads.Niceness;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/** The beans behind {@link Stages} and {@link EventSender}. */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
@EnableConfigurationProperties({GenerationProperties.class, RetryProperties.class, TopicProperties.class})
class StageAutoConfiguration {
    private static final Duration REST_AFTER_POLL = Duration.ofMillis(20);

    @Bean
    Generation generation(GenerationProperties properties) {
        return properties.generation();
    }

    @Bean
    KafkaAdmin.NewTopics pipelineTopics(TopicProperties properties, Generation generation) {
        return new KafkaAdmin.NewTopics(new PipelineTopics(properties).of(generation));
    }

    @Bean
    GenerationTopics generationTopics(KafkaAdmin admin, TopicProperties properties) {
        return new GenerationTopics(admin, new PipelineTopics(properties)::of);
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
    DependencyWaits dependencyWaits(MeterRegistry meters, Clock clock) {
        return new DependencyWaits(meters, clock);
    }

    @Bean
    Stages stages(
            EventCodec codec,
            EventRecords records,
            RecordTrace trace,
            KafkaTemplate<byte[], byte[]> kafka,
            DependencyWaits waits,
            MeterRegistry meters,
            Clock clock) {
        return new Stages(new StageParts(codec, records, trace, kafka, waits, meters, clock));
    }

    @Bean
    Backoff retryBackoff(RetryProperties properties) {
        return properties.backoff();
    }

    @Bean
    Memberships memberships() {
        return new Memberships();
    }

    @Bean
    CommonErrorHandler dependencyRetries(DependencyWaits waits, Backoff backoff, Memberships memberships) {
        return new DependencyRetries(waits, backoff, memberships);
    }

    /**
     * A virtual thread that computes is never preempted: stages on them would keep requests waiting for a carrier. On
     * threads of their own they step back before requests. A rest
     * after each poll makes fewer and larger ones under load, whose own cost (a commit, a refresh of the index, a round
     * trip to Redis) more records share; a single document on an idle pipeline waits for nothing.
     */
    @Bean
    ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>> stageThreads() {
        Carriers.keep();
        return container -> {
            ContainerProperties properties = container.getContainerProperties();
            SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("stage-");
            threads.setTaskDecorator(Niceness.STEPPING_BACK::during);
            properties.setListenerTaskExecutor(threads);
            properties.setIdleBetweenPolls(REST_AFTER_POLL.toMillis());
        };
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "spring.kafka.admin.auto-create", matchIfMissing = true)
    DeadLetterPartitions deadLetterPartitions(KafkaAdmin admin, Generation generation) {
        return new DeadLetterPartitions(admin, generation);
    }

    @Bean("stage")
    ListenersHealthIndicator listenersHealthIndicator(
            KafkaListenerEndpointRegistry listeners, Memberships memberships, DependencyWaits waits) {
        return new ListenersHealthIndicator(listeners, memberships, waits);
    }

    @Bean("broker")
    BrokerHealthIndicator brokerHealthIndicator(KafkaAdmin admin) {
        return new BrokerHealthIndicator(admin);
    }
}
