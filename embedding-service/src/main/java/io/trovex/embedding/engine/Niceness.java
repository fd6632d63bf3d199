package io.trovex.embedding.engine;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scheduling priority of single threads, which Java's own priorities do not change on Linux. */
final class Niceness {
    private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);

    /** {@code PRIO_PROCESS} with 0: on Linux the calling thread, elsewhere the whole process. */
    private static final int THIS_THREAD = 0;

    /** About a tenth of the processor as long as another thread wants it. */
    private static final int NICE = 10;

    private Niceness() {}

    /** Lets the calling thread yield the processor to all others, for good. Without effect where that cannot be. */
    @SuppressWarnings("restricted") // one call of the C library
    static void yieldToOthers() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle setPriority = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("setpriority"),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            int failed = (int) setPriority.invokeExact(THIS_THREAD, THIS_THREAD, NICE);
            if (failed != 0) {
                LOG.debug("the system refuses to lower a thread's priority");
            }
        } catch (Throwable e) {
            LOG.atDebug().setCause(e).log("a thread's priority cannot be lowered");
        }
    }
}
