package io.trovex.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;

/** Whose fault a failure is: the record's, for ever, or a dependency's, for now. */
enum Fault {
    DATA,
    DEPENDENCY;

    private static final Set<Class<? extends Throwable>> DEPENDENCY_FAULTS = Set.of(
            DependencyUnavailableException.class,
            IOException.class,
            UncheckedIOException.class,
            TimeoutException.class,
            InterruptedException.class,
            OutOfMemoryError.class,
            RejectedExecutionException.class,
            RetriableException.class,
            InterruptException.class,
            DataAccessResourceFailureException.class,
            TransientDataAccessException.class);

    /** Decides by the type of the failure and of its causes. */
    static Fault of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (Class<? extends Throwable> type : DEPENDENCY_FAULTS) {
                if (type.isInstance(cause)) {
                    return DEPENDENCY;
                }
            }
        }
        return DATA;
    }
}
