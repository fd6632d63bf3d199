package io.trovex.cli.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The note that a server leaves in its data directory while it runs.
 *
 * @param started of the process, so that another one with its number is not taken for it
 */
public record RunningServer(
        @JsonProperty("pid") long pid,
        @JsonProperty("started") Instant started,
        @JsonProperty("url") URI url) {
    private static final String FILE = "trovex.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Notes this process. */
    public static void announce(Path data, URI url) {
        RunningServer server = new RunningServer(ProcessHandle.current().pid(), startOf(ProcessHandle.current()), url);
        try {
            Path draft = data.resolve(FILE + ".draft");
            Files.write(draft, JSON.writeValueAsBytes(server));
            Files.move(draft, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + data, e);
        }
    }

    /** Takes the note away. */
    public static void withdraw(Path data) {
        try {
            Files.deleteIfExists(data.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + data, e);
        }
    }

    /** The server that runs on the data, if one does: a killed one's note is not believed. */
    public static Optional<RunningServer> on(Path data) {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), RunningServer.class))
                    .filter(server -> server.process().isPresent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** Asks it to stop, and waits. Returns whether it did within the time. */
    public boolean stop(Duration patience) {
        ProcessHandle process = process().orElse(null);
        if (process == null) {
            return true;
        }
        process.destroy();
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> startOf(process).equals(started));
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
