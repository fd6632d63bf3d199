package io.trovex.ingest.backpressure.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.ingest.backpressure.Admission;
import io.trovex.ingest.backpressure.DrainRate;
import io.trovex.ingest.backpressure.Gate;
import io.trovex.ingest.lag.LagReport;
import io.trovex.ingest.lag.LastSample;
import io.trovex.ingest.ledger.LastInspection;
import io.trovex.ingest.stages.PipelineStages;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the pipeline is doing. */
@RestController
@Tag(name = "pipeline")
class PipelineController {
    private final Admission admission;
    private final Gate gate;
    private final DrainRate drainRate;
    private final LastInspection inspection;
    private final LastSample sample;
    private final PipelineStages stages;

    PipelineController(
            Admission admission,
            Gate gate,
            DrainRate drainRate,
            LastInspection inspection,
            LastSample sample,
            PipelineStages stages) {
        this.admission = admission;
        this.gate = gate;
        this.drainRate = drainRate;
        this.inspection = inspection;
        this.sample = sample;
        this.stages = stages;
    }

    @Operation(
            summary = "How the pipeline is doing",
            description = "Whether it accepts documents or answers 429, how many are in flight, how fast they settle, "
                    + "what the stages wait for, and how far each consumer group is behind. A stage without waits "
                    + "works, or has nothing to do; where waits are absent, its service did not answer.")
    @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject("""
                    {"state": "accepting", "since": "2026-11-22T10:02:11.004Z", "in_flight": 128, "high": 10000,
                     "low": 2000, "drain_rate": 61.4, "seconds_to_drain": 2.1, "overdue": 0,
                     "stages": [{"stage": "embedding", "waits": []}, {"stage": "index"},
                                {"stage": "validation", "waits": [{"dependency": "object_store",
                                 "since": "2026-11-22T10:02:11.004Z", "attempts": 7,
                                 "reason": "the object store does not answer: Connection refused"}]}],
                     "groups": [{"group": "validation", "verdict": "OK", "lag": 12, "time_lag_seconds": 0.21}],
                     "dead_letters": [{"topic": "documents.submitted-dlt", "depth": 3}],
                     "sampled_at": "2026-11-22T10:15:12.870Z"}""")))
    @GetMapping("/v1/pipeline")
    PipelineView pipeline() {
        OptionalLong inFlight = admission.inFlight();
        double rate = drainRate.perSecond();
        LagReport lag = sample.report();
        return new PipelineView(
                gate.state(),
                gate.since(),
                inFlight.isPresent() ? inFlight.getAsLong() : null,
                gate.marks().high(),
                gate.marks().low(),
                Math.round(rate * 10) / 10.0,
                secondsToDrain(inFlight.orElse(-1), rate),
                inspection.report().total(),
                stages.states(),
                lag.groups().stream().map(PipelineView.Group::of).toList(),
                lag.deadLetters(),
                lag.asOf());
    }

    private static @Nullable Double secondsToDrain(long inFlight, double rate) {
        if (inFlight == 0) {
            return 0.0;
        }
        return inFlight < 0 || rate <= 0 ? null : Math.round(inFlight / rate * 10) / 10.0;
    }
}
