package io.trovex.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.kafka.KafkaException;

class FaultTests {

    static Stream<Throwable> dependencyFaults() {
        return Stream.of(
                new ConnectException("refused"),
                new SocketTimeoutException("slow"),
                new UncheckedIOException(new IOException("disk")),
                new org.apache.kafka.common.errors.TimeoutException("no metadata"),
                new NotLeaderOrFollowerException("moving"),
                new DataAccessResourceFailureException("redis away"),
                new QueryTimeoutException("redis slow"),
                new CompletionException(new OutOfMemoryError()),
                new DependencyUnavailableException("embedder", new IOException()));
    }

    @ParameterizedTest
    @MethodSource("dependencyFaults")
    void aBrokenDependencyIsNotTheRecordsFault(Throwable failure) {
        assertThat(Fault.of(failure)).isEqualTo(Fault.DEPENDENCY);
    }

    @ParameterizedTest
    @MethodSource("dependencyFaults")
    void wrappingHidesNoDependency(Throwable failure) {
        assertThat(Fault.of(new CompletionException(new KafkaException("send", failure))))
                .isEqualTo(Fault.DEPENDENCY);
    }

    @Test
    void whatFailsEveryTimeIsTheRecordsFault() {
        assertThat(Stream.of(
                        new MalformedEventException("no JSON"),
                        new IllegalArgumentException("dimension"),
                        new NullPointerException(),
                        new CompletionException(new RecordTooLargeException("20 MB"))))
                .allMatch(failure -> Fault.of(failure) == Fault.DATA);
    }
}
