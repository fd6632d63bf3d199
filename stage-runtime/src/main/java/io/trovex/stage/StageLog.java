package io.trovex.stage;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.Event;
import io.trovex.contracts.Violation;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Says of every record what became of it: a line with fixed key-values, never content, and a timer. */
final class StageLog {
    private final Logger logger;
    private final String stage;
    private final MeterRegistry meters;

    StageLog(String stage, MeterRegistry meters) {
        this.logger = LoggerFactory.getLogger("io.trovex.stage." + stage);
        this.stage = stage;
        this.meters = meters;
    }

    <E extends Event> void settled(RecordStep<E> step) {
        Result result = step.result();
        boolean rejected = result instanceof Result.Reject;
        String status = rejected ? "rejected" : "passed";
        StageMeter.RECORD.timer(meters, "stage", stage, "status", status).record(step.nanos(), TimeUnit.NANOSECONDS);
        var line = logger.atLevel(rejected ? Level.WARN : Level.INFO)
                .addKeyValue("stage", stage)
                .addKeyValue("status", status)
                .addKeyValue("duration_ms", TimeUnit.NANOSECONDS.toMicros(step.nanos()) / 1000.0)
                .addKeyValue("partition", step.record().partition())
                .addKeyValue("offset", step.record().offset());
        if (result instanceof Result.Reject reject) {
            line = line.addKeyValue(
                    "violations",
                    reject.violations().stream().map(Violation::code).distinct().toList());
        }
        line.log(rejected ? "record rejected" : "record passed");
    }
}
