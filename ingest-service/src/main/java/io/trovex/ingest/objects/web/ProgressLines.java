package io.trovex.ingest.objects.web;

import io.trovex.ingest.objects.GarbageReport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** Writes reports as lines of JSON, at most one a second. Throws when nobody reads them any more. */
final class ProgressLines implements Consumer<GarbageReport> {
    private static final long INTERVAL_NANOS = 1_000_000_000L;

    private final OutputStream output;
    private final JsonMapper json;
    private long writtenAt;

    ProgressLines(OutputStream output, JsonMapper json) {
        this.output = output;
        this.json = json;
        this.writtenAt = System.nanoTime();
    }

    @Override
    public void accept(GarbageReport report) {
        if (System.nanoTime() - writtenAt > INTERVAL_NANOS) {
            write(report);
        }
    }

    void end(GarbageReport report) {
        write(report);
    }

    void failed(String code, String detail) {
        write(Map.of("state", "failed", "code", code, "detail", detail));
    }

    private void write(Object line) {
        try {
            output.write(json.writeValueAsBytes(line));
            output.write('\n');
            output.flush();
            writtenAt = System.nanoTime();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
