package io.trovex.stage.replay.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.trovex.contracts.Generation;
import io.trovex.stage.Backoff;
import io.trovex.stage.DependencyWaits;
import io.trovex.stage.EventCodec;
import io.trovex.stage.EventSender;
import io.trovex.stage.Stages;
import io.trovex.stage.generation.kafka.GenerationLog;
import io.trovex.stage.replay.Pace;
import java.time.Clock;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/** Every service can steer replays; those of its own stages it works on. */
@AutoConfiguration(afterName = "io.trovex.stage.StageAutoConfiguration")
@EnableConfigurationProperties(ReplayProperties.class)
class ReplayAutoConfiguration {

    @Bean
    ReplayConsumers replayConsumers(ConsumerFactory<byte[], byte[]> consumers, ReplayProperties properties) {
        return new ReplayConsumers(consumers, properties.pollRecords());
    }

    @Bean(destroyMethod = "")
    ReplayDecisions replayDecisions(ReplayConsumers consumers, EventCodec codec) {
        return new ReplayDecisions(consumers::reader, codec);
    }

    @Bean
    Replays replays(
            KafkaAdmin admin,
            ReplayDecisions decisions,
            EventSender sender,
            GenerationLog generations,
            Generation configured,
            Clock clock) {
        return new Replays(
                Admin.create(admin.getConfigurationProperties()), decisions, sender, generations, configured, clock);
    }

    @Bean
    ReplayWork replayWork(
            Stages stages,
            ReplayConsumers consumers,
            Replays replays,
            ReplayDecisions decisions,
            Backoff backoff,
            DependencyWaits waits,
            ReplayProperties properties,
            MeterRegistry meters) {
        Pace pace = new Pace(properties.share());
        return new ReplayWork(
                stages, decisions, new ReplayParts(consumers, replays, decisions, backoff, waits, pace, meters));
    }

    @Bean
    MeterBinder replayGauge(ReplayWork work) {
        return registry -> Gauge.builder(ReplayMeter.RUNNING.meterName(), work, ReplayWork::size)
                .register(registry);
    }
}
