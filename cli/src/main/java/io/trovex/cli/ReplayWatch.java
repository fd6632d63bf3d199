package io.trovex.cli;

import io.trovex.client.TrovexClient;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;

/** Shows a replay's progress until it ends. */
final class ReplayWatch {
    private static final long BETWEEN_LOOKS_MS = 300;

    private final TrovexClient client;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;

    ReplayWatch(TrovexClient client, PrintWriter out, PrintWriter err, boolean json) {
        this.client = client;
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /** @return the exit code: done only when the replay is through */
    int until(JsonNode started) {
        String id = started.path("id").asString("");
        AtomicBoolean watching = new AtomicBoolean(true);
        Thread farewell = Thread.ofPlatform().unstarted(() -> {
            if (watching.get()) {
                err.printf(
                        "%nThe replay goes on. Look: trovex replay status %s  Stop: trovex replay stop %s%n", id, id);
                err.flush();
            }
        });
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            JsonNode ended = watch(id, started);
            print(ended);
            return ended.path("state").asString("").equals("done") ? ExitCode.DONE : ExitCode.SOME_FAILED;
        } finally {
            watching.set(false);
            Runtime.getRuntime().removeShutdownHook(farewell);
        }
    }

    private JsonNode watch(String id, JsonNode started) {
        JsonNode replay = started;
        try (Progress progress =
                new Progress("replay " + started.path("stage").asString(""), "offsets", done(started, "total"))) {
            long shown = 0;
            while (replay.path("state").asString("").equals("running")) {
                long done = done(replay, "done");
                progress.step(done - shown);
                shown = done;
                pause();
                replay = client.get("/v1/replays/" + id);
            }
            progress.step(done(replay, "done") - shown);
        }
        return replay;
    }

    private void print(JsonNode replay) {
        out.println(json ? Json.line(replay) : ReplayLine.of(replay));
        if (!json && replay.path("state").asString("").equals("stopped")) {
            out.println("go on with: trovex replay resume " + replay.path("id").asString(""));
        }
    }

    private static long done(JsonNode replay, String field) {
        return replay.path("progress").path(field).asLong();
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while watching", e);
        }
    }
}
