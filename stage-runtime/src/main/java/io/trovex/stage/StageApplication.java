package io.trovex.stage;

import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts one service in its own process. */
public final class StageApplication {

    private StageApplication() {}

    /**
     * @param name the service's name in logs and metrics
     * @param port where it listens unless {@code server.port} says otherwise
     */
    public static void run(Class<?> application, String name, int port, String... args) {
        new SpringApplicationBuilder(application)
                .properties(Map.of("spring.application.name", name, "server.port", port))
                .run(args);
    }
}
