package io.trovex.benchmarks.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Runs another main class in a process that does not outlive its parent: when its input ends, it ends. */
public final class ChildMain {
    private ChildMain() {}

    /** @param arguments the main class, then its own arguments */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread.ofPlatform().daemon().name("parent-watch").start(ChildMain::haltWithParent);
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static void haltWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // the parent is gone either way
        }
        Runtime.getRuntime().halt(1);
    }
}
