package io.trovex.stage.threads;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scheduling priority of single threads, which Java's own priorities do not change on Linux. */
public enum Niceness {
    /** About a tenth of the processor, as long as another thread wants it. */
    YIELDING(10),
    /** A seventieth: what nothing else has a use for. */
    IDLE(19);

    private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);

    private final int increment;

    Niceness(int increment) {
        this.increment = increment;
    }

    /**
     * Lowers the calling thread's priority, and that of threads it starts, for good. Without effect where that cannot be.
     * A virtual thread's carrier must not call it.
     */
    @SuppressWarnings("restricted") // one call of the C library
    public void apply() {
        // elsewhere it would change the whole process
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle nice = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("nice"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            int _ = (int) nice.invokeExact(increment);
        } catch (Throwable e) {
            LOG.atDebug().setCause(e).log("a thread's priority cannot be lowered");
        }
    }
}
