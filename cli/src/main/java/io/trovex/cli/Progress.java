package io.trovex.cli;

import java.io.Console;
import java.io.PrintStream;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error; silent when nobody watches. */
final class Progress implements AutoCloseable {
    private static final int WIDTH = 90;

    private final ProgressBar bar;
    private final boolean watched = watched();

    /** @param total how many items there are, or -1 when nobody knows */
    Progress(String task, String unit, long total) {
        PrintStream err = System.err;
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(" " + unit, 1)
                .showSpeed()
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new DelegatingProgressBarConsumer(
                        line -> {
                            if (watched) {
                                err.print("\r" + line);
                            }
                        },
                        WIDTH))
                .build();
    }

    void step(long items) {
        bar.stepBy(items);
    }

    @Override
    public void close() {
        bar.close();
        if (watched) {
            System.err.println();
        }
    }

    /** The console is null again without a terminal since JDK 24, whatever Error Prone says. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean watched() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
