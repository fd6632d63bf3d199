package io.trovex.ingest.ledger.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.ingest.ledger.LastInspection;
import io.trovex.ingest.ledger.Ledger;
import java.time.Clock;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Is anything lost? */
@RestController
@Tag(name = "pipeline")
class LedgerController {
    private final Ledger ledger;
    private final LastInspection inspection;
    private final Clock clock;

    LedgerController(Ledger ledger, LastInspection inspection, Clock clock) {
        this.ledger = ledger;
        this.inspection = inspection;
        this.clock = clock;
    }

    @Operation(
            summary = "What became of every submission",
            description = "Each submitted offset ended in exactly one way or is in flight; what is in flight past the "
                    + "deadline is named with its document and trace.")
    @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject("""
                    {"as_of": "2026-11-22T10:15:30.123Z", "complete": true, "balanced": true,
                     "equation": "7 = 4 + 1 + 0 + 1 + 0 + 1",
                     "totals": {"submitted": 7, "indexed": 4, "superseded": 1, "deleted": 0, "rejected": 1,
                                "dead_lettered": 0, "in_flight": 1, "accounted": 7},
                     "partitions": [{"partition": 0, "opening": 0, "next": 7, "balanced": true,
                       "sums": {"submitted": 7, "indexed": 4, "superseded": 1, "deleted": 0, "rejected": 1,
                                "dead_lettered": 0, "in_flight": 1, "accounted": 7}}],
                     "deadline_seconds": 300.0,
                     "overdue": {"as_of": "2026-11-22T10:15:27.900Z", "total": 1, "offsets": [
                       {"partition": 0, "offset": 5, "doc_id": "manual-17",
                        "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736", "submitted_at": "2026-11-22T10:09:01.007Z",
                        "last_status": "validated", "age_seconds": 389.116}]}}""")))
    @GetMapping("/v1/pipeline/ledger")
    LedgerView ledger() {
        return LedgerView.of(ledger.account(), inspection.report(), clock.instant());
    }
}
