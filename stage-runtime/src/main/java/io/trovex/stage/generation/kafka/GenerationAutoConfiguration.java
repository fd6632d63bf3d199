package io.trovex.stage.generation.kafka;

import io.trovex.stage.EventCodec;
import io.trovex.stage.EventSender;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;

/** Every service knows the generations. */
@AutoConfiguration(afterName = "io.trovex.stage.StageAutoConfiguration")
class GenerationAutoConfiguration {

    @Bean
    GenerationLog generationLog(ConsumerFactory<byte[], byte[]> consumers, EventCodec codec, EventSender sender) {
        return new GenerationLog(() -> consumers.createConsumer(null, "generation-log", null), codec, sender);
    }

    @Bean
    CandidateStages candidateStages(GenerationLog log) {
        return new CandidateStages(log::complete);
    }
}
