package io.trovex.ingest.objects.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.ingest.objects.GarbageCollection;
import io.trovex.ingest.objects.GarbageReport;
import io.trovex.ingest.objects.ReferenceSource;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.objects.ObjectStore;
import io.trovex.stage.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The object store. */
@RestController
@Tag(name = "objects")
class ObjectsController {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectsController.class);
    private static final String LINES = """
            {"state":"marking","dry_run":true,"objects":5120,"bytes":734003200,"young":80,"records":90112,"collectable":4019,\
            "collectable_bytes":513802240,"removed":0,"removed_bytes":0}
            {"state":"done","dry_run":true,"objects":5120,"bytes":734003200,"young":80,"records":181004,"collectable":312,\
            "collectable_bytes":41943040,"removed":0,"removed_bytes":0}
            """;

    private final ObjectStore store;
    private final List<ReferenceSource> sources;
    private final GarbageCollectionProperties properties;
    private final Clock clock;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final AtomicBoolean running = new AtomicBoolean();

    ObjectsController(
            ObjectStore store,
            List<ReferenceSource> sources,
            GarbageCollectionProperties properties,
            Clock clock,
            JsonMapper json,
            MeterRegistry meters) {
        this.store = store;
        this.sources = sources;
        this.properties = properties;
        this.clock = clock;
        this.json = json;
        this.meters = meters;
    }

    @Operation(
            summary = "Collect objects that nothing refers to",
            description =
                    "A dry run unless dry_run=false. Takes as long as reading the log takes; the answer is a stream of JSON "
                            + "lines, one a second, and the last one (state done or failed) is the outcome. "
                            + "It ends when nobody reads the answer any more.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, examples = @ExampleObject(LINES)))
    @PostMapping("/v1/objects:gc")
    void collect(HttpServletResponse response, @RequestParam(name = "dry_run", defaultValue = "true") boolean dryRun)
            throws IOException {
        if (!running.compareAndSet(false, true)) {
            throw ProblemException.of(HttpStatus.CONFLICT, "gc_running", "A collection runs already.");
        }
        try {
            response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
            collect(dryRun, new ProgressLines(response.getOutputStream(), json));
        } catch (UncheckedIOException e) {
            LOG.atInfo().log("collection stopped: nobody reads its progress");
        } finally {
            running.set(false);
        }
    }

    private void collect(boolean dryRun, ProgressLines lines) {
        try {
            GarbageReport report = new GarbageCollection(
                            store, sources, clock.instant().minus(properties.grace()), dryRun, lines)
                    .run();
            ObjectsMeter.REMOVED.counter(meters).increment((double) report.removed());
            ObjectsMeter.REMOVED_BYTES.counter(meters).increment((double) report.removedBytes());
            LOG.atInfo()
                    .addKeyValue("dry_run", dryRun)
                    .addKeyValue("objects", report.objects())
                    .addKeyValue("collectable", report.collectable())
                    .addKeyValue("removed", report.removed())
                    .addKeyValue("removed_bytes", report.removedBytes())
                    .log("objects collected");
            lines.end(report);
        } catch (DependencyUnavailableException e) {
            LOG.atWarn().setCause(e).log("collection failed");
            lines.failed(
                    "dependency_unavailable", e.getMessage() + "; what was removed was garbage, start again later");
        }
    }
}
