package io.trovex.ingest.deadletter.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.trovex.ingest.DeadLetterMeter;
import io.trovex.ingest.deadletter.Letters;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Shows how many letters there are, by topic, stage and state. */
@Component
class LetterGauge {
    private final Letters letters;
    private final MultiGauge gauge;

    LetterGauge(Letters letters, MeterRegistry meters) {
        this.letters = letters;
        this.gauge = DeadLetterMeter.LETTERS.gauge(meters);
    }

    void update() {
        gauge.register(
                letters.counts().entrySet().stream()
                        .map(count -> MultiGauge.Row.of(
                                Tags.of(
                                        "topic", count.getKey().topic(),
                                        "stage", count.getKey().stage(),
                                        "state", count.getKey().state().name().toLowerCase(Locale.ROOT)),
                                count.getValue()))
                        .toList(),
                true);
    }
}
