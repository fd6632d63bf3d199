package io.trovex.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/** When a stage computes in its turn among those of its process. */
class StageTurnTests {
    private final List<String> done = new ArrayList<>();
    private boolean itsTurn;

    @Test
    void computesInItsTurnAndLeavesItToOthersBeforeItWaitsForTheBroker() throws IOException {
        Stage<DocumentValidated> stage = stages().stage("test", Topics.DOCUMENTS_VALIDATED, DocumentValidated.class)
                .each(incoming -> {
                    note("computed");
                    return new Result.Forward(Topics.DOCUMENTS_VALIDATED, incoming.event());
                });

        stage.process(List.of(validated()));

        assertThat(done).containsExactly("computed in its turn", "sent out of turn");
    }

    @Test
    void whatWaitsForOthersTakesNoTurn() throws IOException {
        Stage<DocumentValidated> stage = stages().stage("test", Topics.DOCUMENTS_VALIDATED, DocumentValidated.class)
                .concurrently(_ -> {
                    note("waited");
                    return new Result.Done();
                });

        stage.process(List.of(validated()));

        assertThat(done).containsExactly("waited out of turn");
    }

    private void note(String what) {
        done.add(what + (itsTurn ? " in its turn" : " out of turn"));
    }

    private Stages stages() {
        EventCodec codec = new EventCodec();
        RecordTrace trace = new RecordTrace(Tracer.NOOP, Propagator.NOOP);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Clock clock = Clock.systemUTC();
        return new Stages(new StageParts(
                codec,
                new EventRecords(codec, trace, clock),
                trace,
                new KafkaTemplate<>(NotingProducer::new),
                new DependencyWaits(meters, clock),
                this::inItsTurn,
                meters,
                clock));
    }

    private void inItsTurn(Runnable work) {
        itsTurn = true;
        work.run();
        itsTurn = false;
    }

    private final class NotingProducer extends MockProducer<byte[], byte[]> {
        NotingProducer() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            note("sent");
            return super.send(record, callback);
        }
    }

    private static ConsumerRecord<byte[], byte[]> validated() throws IOException {
        try (InputStream sample = Objects.requireNonNull(
                StageTurnTests.class.getResourceAsStream("/contracts/sample/document-validated.json"))) {
            byte[] event = sample.readAllBytes();
            String docId = JsonMapper.shared().readTree(event).path("doc_id").asString();
            return new ConsumerRecord<>(Topics.DOCUMENTS_VALIDATED, 0, 0, docId.getBytes(UTF_8), event);
        }
    }
}
