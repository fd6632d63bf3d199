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

    /** Added to the process's own: about a tenth of the processor as long as another of its threads wants it. */
    private static final int INCREMENT = 10;

    private Niceness() {}

    /** Lets the calling thread yield the processor to all others, for good. Without effect where that cannot be. */
    @SuppressWarnings("restricted") // one call of the C library
    static void yieldToOthers() {
        // elsewhere it would change the whole process
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle nice = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("nice"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            int _ = (int) nice.invokeExact(INCREMENT);
        } catch (Throwable e) {
            LOG.atDebug().setCause(e).log("a thread's priority cannot be lowered");
        }
    }
}
