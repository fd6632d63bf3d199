package io.trovex.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.ResourceAccessException;

/**
 * Whose fault a failure is: the record's, for ever, or a dependency's, for now. Decided by the type of the failure or,
 * where that says nothing, of its causes, the outermost first.
 */
enum Fault {
    DATA,
    DEPENDENCY;

    static final String BROKER = "broker";
    static final String REDIS = "redis";
    static final String OBJECT_STORE = "object_store";
    static final String INDEX = "index";
    static final String HTTP = "http";

    /** A file or a connection of which no more is known. */
    static final String IO = "io";

    /** This process: out of memory, or about to stop. */
    static final String PROCESS = "process";

    /**
     * No dependency is known to be away: a bug, retried because losing a record would be worse. So only outside of
     * {@link RecordStep#attempt}: what a stage's function throws on a record, and no dependency explains, is the record's
     * own fault.
     */
    static final String UNKNOWN = "unknown";

    private static final List<Class<? extends Throwable>> DATA_FAULTS = List.of(
            DataFaultException.class,
            RecordTooLargeException.class,
            RecordBatchTooLargeException.class,
            InvalidRecordException.class,
            SerializationException.class,
            InvalidDataAccessApiUsageException.class,
            DataIntegrityViolationException.class,
            CharacterCodingException.class,
            ZipException.class,
            StackOverflowError.class);

    private static final Map<Class<? extends Throwable>, String> DEPENDENCY_FAULTS = new LinkedHashMap<>();

    /** Types that this module does not have on its class path, by the start of their names. */
    private static final Map<String, String> FOREIGN_DEPENDENCY_FAULTS = Map.of(
            "io.lettuce.core.", REDIS,
            "software.amazon.awssdk.", OBJECT_STORE,
            "org.apache.lucene.store.AlreadyClosedException", INDEX);

    static {
        DEPENDENCY_FAULTS.put(DependencyUnavailableException.class, UNKNOWN);
        DEPENDENCY_FAULTS.put(InterruptException.class, PROCESS);
        DEPENDENCY_FAULTS.put(KafkaException.class, BROKER);
        DEPENDENCY_FAULTS.put(DataAccessException.class, REDIS);
        DEPENDENCY_FAULTS.put(ResourceAccessException.class, HTTP);
        DEPENDENCY_FAULTS.put(HttpServerErrorException.class, HTTP);
        DEPENDENCY_FAULTS.put(java.net.http.HttpTimeoutException.class, HTTP);
        DEPENDENCY_FAULTS.put(java.net.ConnectException.class, HTTP);
        DEPENDENCY_FAULTS.put(IOException.class, IO);
        DEPENDENCY_FAULTS.put(UncheckedIOException.class, IO);
        DEPENDENCY_FAULTS.put(TimeoutException.class, IO);
        DEPENDENCY_FAULTS.put(InterruptedException.class, PROCESS);
        DEPENDENCY_FAULTS.put(RejectedExecutionException.class, PROCESS);
        DEPENDENCY_FAULTS.put(VirtualMachineError.class, PROCESS);
    }

    static Fault of(Throwable failure) {
        for (Throwable cause : causes(failure)) {
            if (DATA_FAULTS.stream().anyMatch(type -> type.isInstance(cause))) {
                return DATA;
            }
            if (named(cause) != null) {
                return DEPENDENCY;
            }
        }
        return DATA;
    }

    /** What is away, by the most telling type among the failure and its causes; {@link #UNKNOWN} if nothing tells. */
    static String dependency(Throwable failure) {
        List<String> names = causes(failure).stream()
                .map(Fault::named)
                .filter(Objects::nonNull)
                .toList();
        return names.stream()
                .filter(name -> !name.equals(IO) && !name.equals(UNKNOWN))
                .findFirst()
                .orElse(names.contains(IO) ? IO : UNKNOWN);
    }

    private static @Nullable String named(Throwable cause) {
        if (cause instanceof DependencyUnavailableException away && away.dependency() != null) {
            return away.dependency();
        }
        if (cause instanceof HttpStatusCodeException answer && comeBackLater(answer)) {
            return HTTP;
        }
        for (var known : DEPENDENCY_FAULTS.entrySet()) {
            if (known.getKey().isInstance(cause)) {
                return known.getValue();
            }
        }
        String type = cause.getClass().getName();
        return FOREIGN_DEPENDENCY_FAULTS.entrySet().stream()
                .filter(known -> type.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static boolean comeBackLater(HttpStatusCodeException answer) {
        int status = answer.getStatusCode().value();
        return status == HttpStatus.TOO_MANY_REQUESTS.value() || status == HttpStatus.REQUEST_TIMEOUT.value();
    }

    /** The failure and its causes, the root last. */
    static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
