package io.trovex.benchmarks.chaos;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A main class in a JVM of its own, started again after it was killed. One thread handles it. */
final class JvmProcess implements AutoCloseable {
    private final String name;
    private final List<String> command;
    private final Path log;
    private @Nullable Process process;

    /** @param arguments the main class and what it is started with */
    JvmProcess(String name, Path log, List<String> arguments) {
        this.name = name;
        this.log = log;
        this.command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                ChildMain.class.getName()));
        this.command.addAll(arguments);
    }

    String name() {
        return name;
    }

    void start() throws IOException {
        process = new ProcessBuilder(command)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .redirectErrorStream(true)
                .start();
    }

    void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    /** Asks it to stop, as an operator would, and waits. */
    void stop() {
        if (process != null) {
            process.destroy();
            process.onExit().join();
        }
    }

    void suspend() throws IOException {
        signal("-STOP");
    }

    void resume() throws IOException {
        signal("-CONT");
    }

    @Override
    public void close() {
        kill();
    }

    private void signal(String signal) throws IOException {
        if (process != null && process.isAlive()) {
            new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                    .start()
                    .onExit()
                    .join();
        }
    }
}
