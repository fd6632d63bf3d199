package io.trovex.benchmarks;

import io.trovex.standalone.Pipeline;
import io.trovex.standalone.PipelineSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A whole pipeline in this process; it says where it answers and stops in order when its input ends. */
public final class PipelineMain {
    static final String READY = "ready ";

    private PipelineMain() {}

    /** @param arguments the data directory, then properties as {@code name=value} */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> properties = new HashMap<>();
        for (int i = 1; i < arguments.length; i++) {
            String[] property = arguments[i].split("=", 2);
            properties.put(property[0], property[1]);
        }
        PipelineSettings settings =
                new PipelineSettings(0, Path.of(arguments[0]), PipelineSettings.DEFAULT_MODEL, properties);
        try (Pipeline pipeline = Pipeline.start(settings)) {
            System.out.println(READY + pipeline.url());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        System.exit(0);
    }
}
