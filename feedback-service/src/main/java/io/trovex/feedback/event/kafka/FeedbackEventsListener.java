package io.trovex.feedback.event.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.FeedbackReceived;
import io.trovex.contracts.Topics;
import io.trovex.feedback.FeedbackMeter;
import io.trovex.feedback.event.ActionCounts;
import io.trovex.stage.Incoming;
import io.trovex.stage.Result;
import io.trovex.stage.Stage;
import io.trovex.stage.Stages;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Counts what {@code feedback.events} tells. At least once, and a record that comes again counts nothing. */
@Component
class FeedbackEventsListener {
    private final Stage<FeedbackReceived> stage;
    private final ActionCounts counts;
    private final MeterRegistry meters;

    FeedbackEventsListener(Stages stages, ActionCounts counts, MeterRegistry meters) {
        this.counts = counts;
        this.meters = meters;
        this.stage = stages.stage("feedback", Topics.FEEDBACK_EVENTS, FeedbackReceived.class)
                .together(this::count, _ -> new Result.Done());
    }

    @KafkaListener(id = "feedback", topics = Topics.FEEDBACK_EVENTS)
    void onPoll(List<ConsumerRecord<byte[], byte[]>> poll) {
        stage.process(poll);
    }

    private List<Result> count(List<Incoming<FeedbackReceived>> incoming) {
        List<FeedbackReceived> aboutDocuments = incoming.stream()
                .map(Incoming::event)
                .filter(event -> event.objectId() != null)
                .toList();
        int counted = aboutDocuments.isEmpty() ? 0 : counts.count(aboutDocuments);
        FeedbackMeter.COUNTS.counter(meters, "result", "counted").increment(counted);
        FeedbackMeter.COUNTS.counter(meters, "result", "ignored").increment(incoming.size() - counted);
        return Collections.nCopies(incoming.size(), new Result.Done());
    }
}
