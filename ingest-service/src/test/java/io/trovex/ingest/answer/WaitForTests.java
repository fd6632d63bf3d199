package io.trovex.ingest.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trovex.ingest.IngestProperties;
import io.trovex.stage.web.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class WaitForTests {
    private static final IngestProperties PROPERTIES = new IngestProperties(
            DataSize.ofMegabytes(4),
            16,
            100,
            1000,
            Duration.ofSeconds(30),
            Duration.ofSeconds(120),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(2));

    @Test
    void isAWishNotTheDefault() {
        assertThat(WaitFor.of(null, "5s", PROPERTIES)).isEmpty();
        assertThat(WaitFor.of("indexed", null, PROPERTIES)).hasValue(new WaitFor(Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "5s, 5000", "5, 5000", "2m, 120000", "0, 0"})
    void readsATimeout(String timeout, long millis) {
        assertThat(WaitFor.of("indexed", timeout, PROPERTIES)).hasValue(new WaitFor(Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1s", "1.5s", "3h", "s", "121s", "999999999m", "9999999999s"})
    void refusesAnyOtherTimeout(String timeout) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> WaitFor.of("indexed", timeout, PROPERTIES))
                .satisfies(problem ->
                        assertThat(problem.violations().getFirst().field()).isEqualTo("timeout"));
    }

    @Test
    void refusesToWaitForAnythingElse() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> WaitFor.of("embedded", null, PROPERTIES))
                .satisfies(problem ->
                        assertThat(problem.violations().getFirst().field()).isEqualTo("wait_for"));
    }
}
