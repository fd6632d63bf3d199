package io.trovex.stage;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Lets a thread that works for nobody who waits step back: where there is more to do than processors, a search finds one
 * at once. On Linux each thread has a niceness of its own ({@code setpriority(2)}), which the JVM does not offer;
 * elsewhere nothing changes.
 */
public final class Niceness {
    /** A tenth of the share of a thread that somebody waits for. */
    private static final int BACKGROUND = 10;

    private static final int PRIO_PROCESS = 0;
    private static final int CALLING_THREAD = 0;

    private static final @Nullable MethodHandle SET_PRIORITY =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux") ? setPriority() : null;

    private Niceness() {}

    /** The same work on a thread that steps back for good: of use for platform threads that do nothing else. */
    public static Runnable inBackground(Runnable work) {
        return () -> {
            stepBack();
            work.run();
        };
    }

    /** The calling thread does from now on; one that had stepped back may not come forward again. */
    public static void stepBack() {
        if (SET_PRIORITY == null || Thread.currentThread().isVirtual()) {
            return;
        }
        try {
            // refused at worst, which leaves the thread as it is
            int _ = (int) SET_PRIORITY.invokeExact(PRIO_PROCESS, CALLING_THREAD, BACKGROUND);
        } catch (Throwable e) {
            throw new IllegalStateException("setpriority", e);
        }
    }

    @SuppressWarnings("restricted") // every launch enables native access
    private static @Nullable MethodHandle setPriority() {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor signature = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        return linker.defaultLookup()
                .find("setpriority")
                .map(address -> linker.downcallHandle(address, signature))
                .orElse(null);
    }
}
