package io.trovex.ingest.status.kafka;

import io.trovex.contracts.Generation;
import io.trovex.contracts.Topics;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The topics that tell of a document's life: the flow, its end, and the dead letters along the way. */
@Component
class LifeTopics {
    private final List<String> names;

    LifeTopics(Generation generation) {
        List<String> inputs = Topics.documentInputs(generation.id());
        this.names = Stream.of(
                        inputs.stream(),
                        Stream.of(Topics.DOCUMENTS_INDEXED),
                        inputs.stream().map(Topics::deadLetters))
                .flatMap(topics -> topics)
                .toList();
    }

    public List<String> names() {
        return names;
    }
}
