package io.trovex.ingest.lag.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.ingest.lag.LagReport;
import io.trovex.ingest.lag.LastSample;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far everybody is behind. */
@RestController
@Tag(name = "pipeline")
class LagController {
    private final LastSample last;

    LagController(LastSample last) {
        this.last = last;
    }

    @Operation(
            summary = "How far each consumer group is behind",
            description =
                    "The last sample of every group and partition, with Burrow's verdicts (OK, WARN, STALL, STOP, "
                            + "REWIND) over the last samples. Where a group has committed nothing, nothing is said of its lag.")
    @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject("""
                    {"as_of": "2026-11-22T10:15:30.123Z", "interval_seconds": 30.0,
                     "groups": [{"group": "validation", "state": "Stable", "verdict": "OK", "lag": 12,
                       "time_lag_seconds": 0.21, "seconds_to_drain": 4.1, "messages_lost": 0,
                       "partitions": [{"topic": "documents.submitted", "partition": 0, "committed": 100, "end": 112,
                         "lag": 12, "time_lag_seconds": 0.21, "retention_margin": 100, "messages_lost": 0,
                         "seconds_to_drain": 4.1, "verdict": "OK", "samples": 10}]}],
                     "dead_letters": [{"topic": "documents.submitted-dlt", "depth": 3}]}""")))
    @GetMapping("/v1/pipeline/lag")
    LagReport lag() {
        return last.report();
    }
}
