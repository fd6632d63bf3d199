package io.trovex.stage;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A failure's stack trace as text. */
final class StackTraces {

    private StackTraces() {}

    static String of(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
