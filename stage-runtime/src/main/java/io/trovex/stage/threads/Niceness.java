package io.trovex.stage.threads;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scheduling priority of single threads, which Java's own priorities do not change on Linux. */
public enum Niceness {
    /** A sixth of what a thread has that somebody waits for: the stages'. */
    STEPPING_BACK(8),
    /** Two fifths of what a stage has, for which it works: the model's, of documents. */
    YIELDING(12),
    /** A seventieth of what a thread has that somebody waits for: what nothing else has a use for. */
    IDLE(19);

    private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);

    /** Elsewhere it would change the whole process. */
    private static final boolean EACH_THREAD_HAS_ITS_OWN =
            System.getProperty("os.name").equals("Linux");

    /** What the first thread that asks has. */
    private static final int OF_THE_PROCESS = EACH_THREAD_HAS_ITS_OWN ? changedBy(0) : 0;

    private final int increment;

    Niceness(int increment) {
        this.increment = increment;
    }

    /**
     * Lowers the calling thread's priority below that of the process, and that of threads it starts, for good; one that
     * is as low stays so. Without effect where that cannot be. A virtual thread's carrier must not call it.
     */
    public void apply() {
        if (EACH_THREAD_HAS_ITS_OWN) {
            changedBy(Math.max(0, OF_THE_PROCESS + increment - changedBy(0)));
        }
    }

    /** The work, on a thread that does nothing else. */
    public Runnable during(Runnable work) {
        return () -> {
            apply();
            work.run();
        };
    }

    /** The calling thread's own, from now on. */
    @SuppressWarnings("restricted") // one call of the C library
    private static int changedBy(int more) {
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle nice = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("nice"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            return (int) nice.invokeExact(more);
        } catch (Throwable e) {
            LOG.atDebug().setCause(e).log("a thread's priority cannot be lowered");
            return 0;
        }
    }
}
