package io.trovex.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

class FailureReasonTests {
    private final ConnectException refused = new ConnectException("Connection refused: localhost:6379");

    @Test
    void namesWhatFailedAndItsRootCauseButNotTheListener() {
        Throwable failure = new ListenerExecutionFailedException(
                "Listener method 'void onPoll(List)' threw exception",
                new DataAccessResourceFailureException(
                        "Unable to connect to Redis", new RuntimeException("Unable to connect", refused)));

        assertThat(FailureReason.of(failure))
                .isEqualTo("Unable to connect to Redis: Connection refused: localhost:6379");
    }

    @Test
    void aCauseWithoutMessageIsNamedByItsType() {
        Throwable failure = new DependencyUnavailableException("the log cannot be read", new ClosedChannelException());

        assertThat(FailureReason.of(failure)).isEqualTo("the log cannot be read: ClosedChannelException");
    }

    @Test
    void saysNothingTwice() {
        assertThat(FailureReason.of(new ExecutionException(refused))).isEqualTo(refused.getMessage());
        assertThat(FailureReason.of(new IllegalStateException("broken: " + refused.getMessage(), refused)))
                .isEqualTo("broken: " + refused.getMessage());
        assertThat(FailureReason.of(new StageHeldUpException("embedding", Map.of(), refused)))
                .isEqualTo(refused.getMessage());
    }

    @Test
    void isOneLineOfBoundedLength() {
        assertThat(FailureReason.of(new IllegalStateException("two\n  lines"))).isEqualTo("two lines");
        assertThat(FailureReason.of(new IllegalStateException("x".repeat(10_000))))
                .hasSizeLessThan(600);
    }
}
