package io.trovex.stage;

import org.jspecify.annotations.Nullable;

/** Something a stage needs is away for now; the same record may pass later. */
public class DependencyUnavailableException extends RuntimeException {
    private final @Nullable String dependency;

    /** The cause tells which dependency it is. */
    public DependencyUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.dependency = null;
    }

    /** @param dependency as metrics and health name it: {@code redis}, {@code object_store}, {@code model}, … */
    public DependencyUnavailableException(String dependency, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.dependency = dependency;
    }

    @Nullable
    String dependency() {
        return dependency;
    }
}
