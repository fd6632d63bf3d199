package io.trovex.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.MalformedInputException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.KafkaException;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import software.amazon.awssdk.core.exception.SdkClientException;

class FaultTests {

    static Stream<Arguments> dependencyFaults() {
        return Stream.of(
                // Redis: away, slow, or full
                arguments("redis", new DataAccessResourceFailureException("redis away")),
                arguments("redis", new QueryTimeoutException("redis slow")),
                arguments("redis", new UncategorizedDataAccessException("OOM command not allowed", null) {}),
                // the object store
                arguments("object_store", SdkClientException.create("unable to execute")),
                arguments(
                        "object_store", new DependencyUnavailableException("object_store", "disk", new IOException())),
                // HTTP
                arguments("http", new ConnectException("refused")),
                arguments("http", new HttpTimeoutException("slow")),
                arguments("http", new ResourceAccessException("no route", new IOException())),
                arguments("http", new HttpServerErrorException(HttpStatus.BAD_GATEWAY)),
                arguments("http", new HttpClientErrorException(HttpStatus.TOO_MANY_REQUESTS)),
                // the broker
                arguments("broker", new org.apache.kafka.common.errors.TimeoutException("no metadata")),
                arguments("broker", new NotLeaderOrFollowerException("moving")),
                arguments("broker", new TopicAuthorizationException("not yet allowed")),
                // the process itself
                arguments("process", new OutOfMemoryError()),
                arguments("process", new RejectedExecutionException("closing")),
                arguments("process", new InterruptException("closing")),
                arguments("process", new InterruptedException()),
                // whatever it is, it is no record's fault
                arguments("io", new SocketTimeoutException("slow")),
                arguments("io", new UncheckedIOException(new IOException("disk"))),
                arguments("unknown", new DependencyUnavailableException("away", null)));
    }

    @ParameterizedTest
    @MethodSource("dependencyFaults")
    void aBrokenDependencyIsNotTheRecordsFaultAndHasAName(String name, Throwable failure) {
        assertThat(Fault.of(failure)).isEqualTo(Fault.DEPENDENCY);
        assertThat(Fault.dependency(failure)).isEqualTo(name);
    }

    @ParameterizedTest
    @MethodSource("dependencyFaults")
    void wrappingHidesNoDependency(String name, Throwable failure) {
        Throwable wrapped = new CompletionException(new KafkaException("send", new IllegalStateException(failure)));

        assertThat(Fault.of(wrapped)).isEqualTo(Fault.DEPENDENCY);
        assertThat(Fault.dependency(wrapped)).isEqualTo(name);
    }

    static Stream<Throwable> dataFaults() {
        return Stream.of(
                new MalformedEventException("no JSON"),
                new MalformedEventException("no JSON", new IOException("while reading it")),
                new DataFaultException("too_deep", "nested too deep"),
                new IllegalArgumentException("dimension"),
                new NullPointerException(),
                new StackOverflowError(),
                new NoClassDefFoundError("a bug of ours"),
                new RecordTooLargeException("20 MB"),
                new InvalidRecordException("compacted topics need keys"),
                new SerializationException("no bytes"),
                new InvalidDataAccessApiUsageException("null key"),
                new HttpClientErrorException(HttpStatus.BAD_REQUEST),
                new UncheckedIOException(new MalformedInputException(1)).getCause(),
                new ZipException("not in GZIP format"));
    }

    @ParameterizedTest
    @MethodSource("dataFaults")
    void whatFailsEveryTimeIsTheRecordsFault(Throwable failure) {
        assertThat(Fault.of(failure)).isEqualTo(Fault.DATA);
        assertThat(Fault.of(new CompletionException(failure))).isEqualTo(Fault.DATA);
    }

    @Test
    void aCircleOfCausesEnds() {
        Exception outer = new IllegalStateException("outer");
        outer.initCause(new IllegalStateException("inner", outer));

        assertThat(Fault.of(outer)).isEqualTo(Fault.DATA);
    }
}
