package io.trovex.cli;

/** What the command tells the shell. */
final class ExitCode {
    static final int DONE = 0;
    static final int SOME_FAILED = 1;
    static final int UNREACHABLE = 3;
    static final int CANNOT_START = 4;

    private ExitCode() {}
}
