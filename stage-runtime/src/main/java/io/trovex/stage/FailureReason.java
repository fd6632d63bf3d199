package io.trovex.stage;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

/** Says in one line why something failed: what the outermost failure tells, and its root cause. */
final class FailureReason {
    private static final int MOST_BYTES = 500;

    /** They tell where something failed, not why. */
    private static final List<Class<? extends Throwable>> WRAPPERS = List.of(
            ListenerExecutionFailedException.class,
            StageHeldUpException.class,
            ExecutionException.class,
            CompletionException.class);

    private FailureReason() {}

    static String of(Throwable failure) {
        List<Throwable> causes = Fault.causes(failure);
        String root = text(causes.getLast());
        String first = causes.stream()
                .filter(cause -> WRAPPERS.stream().noneMatch(type -> type.isInstance(cause)))
                .findFirst()
                .map(FailureReason::text)
                .orElse(root);
        return Cut.to(first.contains(root) ? first : first + ": " + root, MOST_BYTES);
    }

    private static String text(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : message.replaceAll("\\s+", " ").strip();
    }
}
