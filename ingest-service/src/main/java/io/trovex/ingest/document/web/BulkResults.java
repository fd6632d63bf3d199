package io.trovex.ingest.document.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the results of a bulk request in the order of its lines, each as soon as it and all before it are known. The
 * window is what bounds a request's memory: {@link #add} blocks while it is full. One thread adds, another runs.
 */
final class BulkResults implements Runnable {
    private final BlockingQueue<BulkLine> window;
    private final OutputStream output;
    private final JsonMapper json;
    private volatile boolean broken;

    BulkResults(int window, OutputStream output, JsonMapper json) {
        this.window = new ArrayBlockingQueue<>(window);
        this.output = output;
        this.json = json;
    }

    void add(BulkLine line) throws InterruptedException {
        window.put(line);
    }

    /** Whether it makes no sense to read on: the log is away, or nobody takes the results. */
    boolean broken() {
        return broken;
    }

    @Override
    public void run() {
        try {
            while (write(window.take())) {}
        } catch (InterruptedException _) {
            broken = true;
            Thread.currentThread().interrupt();
        } catch (IOException _) {
            broken = true;
            drain();
        }
    }

    private boolean write(BulkLine line) throws IOException, InterruptedException {
        if (line instanceof BulkLine.End) {
            output.flush();
            return false;
        }
        if (!line.isDone()) {
            output.flush();
        }
        LineResult result = line.result();
        broken |= result.status() == 503;
        output.write(json.writeValueAsBytes(result));
        output.write('\n');
        if (window.isEmpty()) {
            output.flush();
        }
        return true;
    }

    /** The reader must find room in the window until it notices. */
    private void drain() {
        try {
            for (BulkLine line = window.take(); !(line instanceof BulkLine.End); line = window.take()) {
                line.abandon();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
