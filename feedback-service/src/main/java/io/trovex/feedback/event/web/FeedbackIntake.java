package io.trovex.feedback.event.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.FeedbackReceived;
import io.trovex.contracts.Topics;
import io.trovex.feedback.FeedbackMeter;
import io.trovex.feedback.FeedbackProperties;
import io.trovex.stage.EventSender;
import io.trovex.stage.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.springframework.stereotype.Component;

/** Puts events into the log. */
@Component
class FeedbackIntake {
    private static final String SOURCE = "feedback-service";

    private final EventSender sender;
    private final FeedbackProperties properties;
    private final MeterRegistry meters;

    FeedbackIntake(EventSender sender, FeedbackProperties properties, MeterRegistry meters) {
        this.sender = sender;
        this.properties = properties;
        this.meters = meters;
    }

    /**
     * Returns when the broker has all of them.
     *
     * @throws ProblemException 503 if it does not take every one
     */
    void take(List<FeedbackReceived> events) throws InterruptedException {
        List<CompletableFuture<?>> sends = new ArrayList<>(events.size());
        for (FeedbackReceived event : events) {
            CompletableFuture<?> send = sender.send(Topics.FEEDBACK_EVENTS, event, SOURCE);
            sends.add(send);
            // without a broker each send blocks for seconds: the first says it for all
            if (send.isCompletedExceptionally()) {
                break;
            }
        }
        try {
            CompletableFuture.allOf(sends.toArray(CompletableFuture<?>[]::new)).get();
        } catch (ExecutionException e) {
            count("unavailable", events.size());
            throw ProblemException.unavailable(
                    "log_unavailable",
                    "The log does not take feedback for now. Send it again; an event with a feedback_id counts once.",
                    properties.retryAfter(),
                    e.getCause());
        }
        count("accepted", events.size());
    }

    /** {@code problem} itself, counted. */
    ProblemException refused(ProblemException problem) {
        FeedbackMeter.REFUSALS.counter(meters, "code", problem.code()).increment();
        return problem;
    }

    private void count(String result, int events) {
        FeedbackMeter.EVENTS.counter(meters, "result", result).increment(events);
    }
}
