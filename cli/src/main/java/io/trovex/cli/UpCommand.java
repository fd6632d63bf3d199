package io.trovex.cli;

import io.trovex.cli.server.DetachedServer;
import io.trovex.cli.server.RunningServer;
import io.trovex.client.TrovexClient;
import io.trovex.standalone.Pipeline;
import io.trovex.standalone.PipelineSettings;
import io.trovex.standalone.sample.SampleCorpus;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything in one process. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts the whole pipeline in one process: broker, Redis, index and the five services.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  trovex up --sample",
            "  trovex up --port 9000 --data /var/lib/trovex --detach",
            "  trovex up --model bge-small-en-v1.5-int8-fused"
        })
final class UpCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Where it answers, on 127.0.0.1 (default: ${DEFAULT-VALUE}; 0 for any).")
    private int port;

    @Option(
            names = "--model",
            paramLabel = "ID",
            defaultValue = PipelineSettings.DEFAULT_MODEL,
            description = {
                "The embedding model (default: ${DEFAULT-VALUE}), for example bge-small-en-v1.5-int8-fused;",
                "an unknown one is answered with the list of those that ship.",
                "Another model on old data builds its own index from the log."
            })
    private String model = PipelineSettings.DEFAULT_MODEL;

    @Option(names = "--sample", description = "Load the bundled corpus of 2,500 Wikipedia passages.")
    private boolean sample;

    @Option(names = "--detach", description = "Return when it is ready and leave it running; `trovex down` stops it.")
    private boolean detach;

    @Mixin
    private DataDirectory data = new DataDirectory();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        return detach ? detached() : inThisProcess();
    }

    private int inThisProcess() throws InterruptedException {
        Pipeline pipeline =
                Pipeline.start(PipelineSettings.in(data.path()).withPort(port).withModel(model));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            RunningServer.withdraw(data.path());
                            pipeline.close();
                        },
                        "trovex-stop"));
        RunningServer.announce(data.path(), pipeline.url());
        greet(pipeline.url(), pipeline.startSeconds());
        new CountDownLatch(1).await();
        return ExitCode.DONE;
    }

    private int detached() {
        long start = System.nanoTime();
        List<String> arguments = List.of(
                "up",
                "--port",
                String.valueOf(port),
                "--model",
                model,
                "--data",
                data.path().toString());
        DetachedServer.Start outcome = DetachedServer.start(TrovexCommand.class, arguments, data.path());
        if (outcome.server().isEmpty()) {
            Commands.err(spec).println(outcome.failure());
            return ExitCode.CANNOT_START;
        }
        greet(outcome.server().get().url(), (System.nanoTime() - start) / 1e9);
        return ExitCode.DONE;
    }

    private void greet(URI url, double seconds) {
        PrintWriter out = Commands.out(spec);
        out.printf("ready %s (%.1f s)%n", url, seconds);
        out.flush();
        if (sample) {
            int loaded = new SampleLoad(new TrovexClient(url)).run();
            out.println(loaded == 0 ? "the sample is loaded already" : loaded + " sample documents are searchable");
            out.printf("open  %s%nor    ./trovex search --url %s \"%s\"%n", url, url, SampleCorpus.QUERY);
            out.flush();
        }
    }
}
