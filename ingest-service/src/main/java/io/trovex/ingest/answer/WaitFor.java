package io.trovex.ingest.answer;

import io.trovex.ingest.IngestProperties;
import io.trovex.stage.web.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client's wish to be answered when the version has settled.
 *
 * @param timeout after which it is answered anyway
 */
public record WaitFor(Duration timeout) {
    private static final Pattern TIMEOUT = Pattern.compile("(\\d{1,9})(ms|s|m)?");

    /**
     * @param waitFor the query parameter {@code wait_for}: {@code indexed} or absent
     * @param timeout a number with {@code ms}, {@code s} (also meant by none) or {@code m}
     */
    public static Optional<WaitFor> of(
            @Nullable String waitFor, @Nullable String timeout, IngestProperties properties) {
        if (waitFor == null || waitFor.isEmpty()) {
            return Optional.empty();
        }
        if (!waitFor.equals("indexed")) {
            throw ProblemException.invalid("wait_for", "unknown_value", "wait_for must be indexed or absent");
        }
        return Optional.of(new WaitFor(timeout == null ? properties.waitTimeout() : parse(timeout, properties)));
    }

    private static Duration parse(String timeout, IngestProperties properties) {
        Matcher matcher = TIMEOUT.matcher(timeout);
        if (!matcher.matches()) {
            throw ProblemException.invalid("timeout", "malformed", "timeout must look like 500ms, 30s or 2m");
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration parsed = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "m" -> Duration.ofMinutes(amount);
            case null, default -> Duration.ofSeconds(amount);
        };
        if (parsed.compareTo(properties.maxWaitTimeout()) > 0) {
            throw ProblemException.invalid(
                    "timeout",
                    "out_of_range",
                    "timeout must be at most %d s"
                            .formatted(properties.maxWaitTimeout().toSeconds()));
        }
        return parsed;
    }
}
