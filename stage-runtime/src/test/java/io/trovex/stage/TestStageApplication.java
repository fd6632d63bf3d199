package io.trovex.stage;

import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Topics;
import io.trovex.contracts.Violation;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** A stage as a service would write it, with switches to break it. */
@SpringBootApplication
class TestStageApplication {

    @Bean
    AtomicInteger outagesLeft() {
        return new AtomicInteger();
    }

    @Bean
    AtomicBoolean modelAway() {
        return new AtomicBoolean();
    }

    @Bean
    SlowRecords slowRecords() {
        return new SlowRecords();
    }

    @Component
    static class Listener {
        private final Stage<DocumentSubmitted> stage;
        private final AtomicInteger outagesLeft;
        private final AtomicBoolean modelAway;
        private final SlowRecords slowRecords;

        Listener(Stages stages, AtomicInteger outagesLeft, AtomicBoolean modelAway, SlowRecords slowRecords) {
            this.modelAway = modelAway;
            this.slowRecords = slowRecords;
            this.outagesLeft = outagesLeft;
            this.stage = stages.stage("validation", Topics.DOCUMENTS_SUBMITTED, DocumentSubmitted.class)
                    .slicing(2, event -> "heavy".equals(event.title()) ? 2 : 0)
                    .concurrently(this::apply);
        }

        @KafkaListener(id = "validation", topics = Topics.DOCUMENTS_SUBMITTED)
        void onPoll(List<ConsumerRecord<byte[], byte[]>> poll) {
            stage.process(poll);
        }

        private Result apply(Incoming<DocumentSubmitted> incoming) {
            DocumentSubmitted event = incoming.event();
            if (outagesLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new DependencyUnavailableException("redis", "away", null);
            }
            if (modelAway.get() && event.docId().equals("model")) {
                throw new DependencyUnavailableException("model", "away", null);
            }
            return switch (String.valueOf(event.title())) {
                case "reject" -> new Result.Reject(List.of(new Violation("title", "bad", "said so")));
                case "throw" -> throw new IllegalStateException("cannot be handled, ever");
                case "slow" -> {
                    slowRecords.await();
                    yield new Result.Forward(Topics.DOCUMENTS_VALIDATED, validated(event, event.content()));
                }
                case "inflate" ->
                    new Result.Forward(Topics.DOCUMENTS_VALIDATED, validated(event, "x".repeat(17 << 20)));
                default -> new Result.Forward(Topics.DOCUMENTS_VALIDATED, validated(event, event.content()));
            };
        }

        private static DocumentValidated validated(DocumentSubmitted event, @Nullable String content) {
            return new DocumentValidated(
                    event.docId(),
                    event.version(),
                    event.operation(),
                    event.title(),
                    content,
                    null,
                    null,
                    event.source(),
                    event.timestamp(),
                    "en",
                    event.metadata(),
                    null,
                    null,
                    event.submittedAt());
        }
    }
}
