package io.trovex.ingest.upload.extraction;

import io.trovex.ingest.UploadProperties;
import io.trovex.ingest.upload.FileKind;
import io.trovex.ingest.upload.extraction.ExtractionMessages.Answer;
import io.trovex.ingest.upload.extraction.ExtractionMessages.Question;
import io.trovex.stage.DependencyUnavailableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A JVM of its own in which files are parsed, one after the other: what takes too long or too much memory there is
 * killed, and costs nobody else anything. It starts at the first file and ends with its parent. Not thread-safe.
 */
final class ExtractionProcess implements AutoCloseable {
    /** Of a JVM that ends itself for want of memory. */
    private static final int OUT_OF_MEMORY = 3;

    private final UploadProperties properties;
    private @Nullable Process process;

    ExtractionProcess(UploadProperties properties) {
        this.properties = properties;
    }

    /**
     * Waits while no process can be started.
     *
     * @throws ExtractionException if the file has no text that could be extracted within the limits
     */
    ExtractedText extract(Path file, FileKind kind) throws ExtractionException, InterruptedException {
        Process running = Patience.untilAnswered(this::running);
        CompletableFuture<@Nullable String> answer = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("extraction-answer")
                .start(() -> ask(running, new Question(file.toString(), kind), answer));
        try {
            String line = answer.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                throw died(running);
            }
            return ExtractionMessages.JSON.readValue(line, Answer.class).extracted();
        } catch (TimeoutException _) {
            end();
            throw ExtractionException.perhapsPassing(
                    "extraction_timeout",
                    "Its text could not be extracted within %d s."
                            .formatted(properties.timeout().toSeconds()));
        } catch (ExecutionException | JacksonException _) {
            throw died(running);
        } catch (InterruptedException e) {
            end();
            throw e;
        }
    }

    @Override
    public void close() {
        end();
    }

    /** The next file starts a new one. */
    void end() {
        Process ended = process;
        process = null;
        if (ended != null) {
            ended.destroyForcibly();
        }
    }

    private Process running() {
        Process started = process;
        if (started == null || !started.isAlive()) {
            try {
                started = start();
            } catch (IOException e) {
                throw new DependencyUnavailableException("no process can be started that extracts text", e);
            }
            process = started;
        }
        return started;
    }

    private Process start() throws IOException {
        List<String> options = List.of(
                "-Xmx" + properties.memory().toMegabytes() + "m",
                "-Xss1m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                // standard output is for answers
                "-XX:+DisplayVMOutputToStderr",
                "-Djava.awt.headless=true",
                "-Dlogback.configurationFile=io/trovex/ingest/upload/extraction/silent-logback.xml");
        List<String> limits =
                List.of(String.valueOf(properties.maxTextLength()), String.valueOf(properties.maxDepth()));
        return new ProcessBuilder(JavaCommand.of(ExtractionMain.class, options, limits))
                .redirectError(Redirect.DISCARD)
                .start();
    }

    private static void ask(Process running, Question question, CompletableFuture<@Nullable String> answer) {
        try {
            var questions = running.getOutputStream();
            questions.write(ExtractionMessages.JSON.writeValueAsBytes(question));
            questions.write('\n');
            questions.flush();
            answer.complete(line(running));
        } catch (IOException | UncheckedIOException e) {
            answer.completeExceptionally(e);
        }
    }

    /** A process answers one line for each question, so nothing is read ahead. */
    private static @Nullable String line(Process running) throws IOException {
        return new BufferedReader(new InputStreamReader(running.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    private ExtractionException died(Process running) throws InterruptedException {
        int exit = running.waitFor(1, TimeUnit.SECONDS) ? running.exitValue() : -1;
        end();
        return exit == OUT_OF_MEMORY
                ? ExtractionException.perhapsPassing(
                        "extraction_out_of_memory",
                        "Its text could not be extracted within %d MB of memory."
                                .formatted(properties.memory().toMegabytes()))
                : ExtractionException.perhapsPassing(
                        "extraction_crashed", "The process that extracts its text ended with code %d.".formatted(exit));
    }
}
