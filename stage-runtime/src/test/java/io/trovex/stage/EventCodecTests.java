package io.trovex.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trovex.contracts.DocumentValidated;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EventCodecTests {
    private static final JsonMapper JSON = new JsonMapper();

    private final EventCodec codec = new EventCodec();

    @Test
    void anEventWithoutWhatItsTypePromisesIsMalformed() throws Exception {
        ObjectNode event = validated();
        event.putNull("doc_id").remove("timestamp");

        assertThatThrownBy(() -> codec.decode(event.toString().getBytes(UTF_8), DocumentValidated.class))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("the record lacks doc_id, timestamp");
    }

    @Test
    void whatMayBeAbsentMayBeAbsent() throws Exception {
        ObjectNode event = validated();
        event.remove("title");
        event.remove("language");

        DocumentValidated decoded = codec.decode(event.toString().getBytes(UTF_8), DocumentValidated.class);

        assertThat(decoded.title()).isNull();
        assertThat(decoded.docId()).isEqualTo(event.path("doc_id").asString());
    }

    @Test
    void aRecordIsAboutWhatItsKeySays() throws Exception {
        byte[] value = validated().toString().getBytes(UTF_8);
        String id = validated().path("doc_id").asString();

        assertThat(codec.decode(record(id, value), DocumentValidated.class).docId())
                .isEqualTo(id);
        assertThatThrownBy(() -> codec.decode(record("another", value), DocumentValidated.class))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("the record's key is not " + id);
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, byte[] value) {
        return new ConsumerRecord<>("topic", 0, 0, key.getBytes(UTF_8), value);
    }

    private static ObjectNode validated() throws IOException {
        try (InputStream sample = Objects.requireNonNull(
                EventCodecTests.class.getResourceAsStream("/contracts/sample/document-validated.json"))) {
            return (ObjectNode) JSON.readTree(sample);
        }
    }
}
