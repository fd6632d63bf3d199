package io.trovex.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** The command line; what it prints is kept. */
final class CapturedTrovex {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line =
            TrovexCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    /** Returns the exit code. */
    int execute(String... arguments) {
        return line.execute(arguments);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
